import { isHex4, isPlain, isShortEscape } from './json-bytes';

const quote = 0x22;
const backslash = 0x5c;

/** What stands in a slot. */
export const slotKinds = { missing: 0, string: 1, number: 2, true: 3, false: 4 } as const;

/** White space stands between tokens as itself or, but for the space, escaped. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    const byte = bytes[position];
    if (byte === 0x20) position += 1;
    else if (byte === backslash && isEscapedSpace(bytes[position + 1])) position += 2;
    else return position;
  }
}

/** `n`, `r` or `t` after a backslash. */
const isEscapedSpace = (byte: number | undefined): boolean => byte === 0x6e || byte === 0x72 || byte === 0x74;

/** @returns Where the closing quote's backslash stands, or -1 for a string that is not well formed or holds rare escapes. */
export function endOfString(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    while (isPlain[bytes[position] as number] === 1) position += 1;
    if (bytes[position] !== backslash) return -1;
    const next = bytes[position + 1];
    if (next === quote) return position;
    if (next !== backslash) return -1;
    const escaped = bytes[position + 2];
    if (escaped === backslash) {
      const inner = bytes[position + 3];
      if (inner !== quote && inner !== backslash) return -1;
      position += 4;
    } else if (isRareEscape(escaped)) position += 3;
    else if (escaped === 0x75 && isHex4(bytes, position + 3)) position += 7;
    else return -1;
  }
}

/** One of `/ b f n r t`: the others have a case of their own. */
const isRareEscape = (byte: number | undefined): boolean =>
  byte !== undefined && isShortEscape[byte] === 1 && byte !== quote && byte !== backslash;

/** @returns The length of `null`, `true` or `false`, or 0. */
export function wordLength(bytes: Uint8Array, start: number): number {
  const word = bytes[start] === 0x6e ? words.null : bytes[start] === 0x74 ? words.true : words.false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return 0;
  return word.length;
}

const words = {
  null: [0x6e, 0x75, 0x6c, 0x6c],
  true: [0x74, 0x72, 0x75, 0x65],
  false: [0x66, 0x61, 0x6c, 0x73, 0x65],
} as const;

/** @returns Where the number ends, or -1 where none stands. */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  let position = bytes[start] === 0x2d ? start + 1 : start;
  const whole = position;
  while (isDigit(bytes[position])) position += 1;
  if (position === whole || (bytes[whole] === 0x30 && position > whole + 1)) return -1;
  if (bytes[position] === 0x2e) {
    const fraction = position + 1;
    position = fraction;
    while (isDigit(bytes[position])) position += 1;
    if (position === fraction) return -1;
  }
  const exponent = bytes[position];
  if (exponent === 0x65 || exponent === 0x45) {
    position += 1;
    if (bytes[position] === 0x2b || bytes[position] === 0x2d) position += 1;
    const digits = position;
    while (isDigit(bytes[position])) position += 1;
    if (position === digits) return -1;
  }
  return position;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
