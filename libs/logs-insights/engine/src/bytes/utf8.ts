const encoder = new TextEncoder();
// Keeps a byte order mark, which is a character like others in the middle of a log.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @returns The text in UTF-8; an unpaired surrogate becomes U+FFFD. */
export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** @returns The text that the bytes stand for in UTF-8; what is no UTF-8 becomes U+FFFD. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);
