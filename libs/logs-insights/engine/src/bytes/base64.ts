const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What the units of an ASCII text stand for; 64 for those that stand for nothing. */
const sextets = new Uint8Array(128).fill(64);
for (let sextet = 0; sextet < 64; sextet += 1) sextets[alphabet.charCodeAt(sextet)] = sextet;
sextets['-'.charCodeAt(0)] = 62;
sextets['_'.charCodeAt(0)] = 63;

const padding = /={0,2}$/;

/**
 * Writes bytes in Base64, padded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4648
 */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    text += index + 1 < bytes.length ? alphabet.charAt((bits >> 6) & 63) : '=';
    text += index + 2 < bytes.length ? alphabet.charAt(bits & 63) : '=';
  }
  return text;
}

/**
 * Reads Base64, padded or not, in the standard alphabet or the one for URLs.
 *
 * @returns undefined when the text is no Base64 from end to end; white space is none.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const end = padding.exec(text)?.index ?? text.length;
  if (end % 4 === 1 || (end < text.length && text.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let size = 0;
  for (let index = 0; index < end; index += 1) {
    const sextet = sextets[text.charCodeAt(index)] ?? 64;
    if (sextet === 64) return undefined;
    bits = ((bits << 6) | sextet) & 0xffffff;
    if (index % 4 === 0) continue;
    bytes[size] = (bits >> (6 - 2 * (index % 4))) & 0xff;
    size += 1;
  }
  return bytes;
}
