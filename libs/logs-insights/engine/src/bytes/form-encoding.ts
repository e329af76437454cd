import { fromUtf8, toUtf8 } from './utf8';

/** `encodeURIComponent` leaves these as they are; a form does not. */
const keptElsewhere = /[!~'()]/g;
const space = /%20/g;
const escaped = /^[0-9a-fA-F]{2}$/;

const percent = 0x25;
const plus = 0x2b;

/**
 * Encodes a text as a form does: letters, digits, `*`, `-`, `.` and `_` stay, a space is `+`, all else is percent-encoded.
 *
 * @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded
 */
export function encodeForm(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(space, '+')
    .replace(keptElsewhere, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Decodes what {@link encodeForm} encodes, and what leaves more characters as they are.
 *
 * @returns undefined when a `%` is not followed by two hexadecimal digits; bytes that are no UTF-8 become U+FFFD.
 */
export function decodeForm(text: string): string | undefined {
  if (!text.includes('%')) return text.replaceAll('+', ' ');
  const bytes = toUtf8(text);
  let size = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    let byte = bytes[index] ?? 0;
    if (byte === plus) byte = 0x20;
    else if (byte === percent) {
      const digits = String.fromCharCode(bytes[index + 1] ?? 0, bytes[index + 2] ?? 0);
      if (!escaped.test(digits)) return undefined;
      byte = Number.parseInt(digits, 16);
      index += 2;
    }
    bytes[size] = byte;
    size += 1;
  }
  return fromUtf8(bytes.subarray(0, size));
}
