/** Texts longer than an event can be are missing values, so that no query grows without end; UTF-16 units. */
export const maxTextLength = 1_048_576;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** @returns How many code points the text has; an unpaired surrogate counts as one. */
export function codePointCount(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index += 1) {
    if (!isLow(text.charCodeAt(index)) || !isHigh(text.charCodeAt(index - 1))) continue;
    count -= 1;
    index += 1;
  }
  return count;
}

/**
 * Steps over code points without making a list of them.
 *
 * @param start - Where to begin, in UTF-16 units.
 * @param count - How many code points to step over; infinity for all.
 * @returns Where the steps end, in UTF-16 units, at most the length of the text.
 */
export function skipCodePoints(text: string, start: number, count: number): number {
  let index = start;
  for (let left = count; left > 0 && index < text.length; left -= 1) index = nextCodePoint(text, index);
  return index;
}

/** @returns Where the code point that begins at `index` ends, in UTF-16 units. */
export const nextCodePoint = (text: string, index: number): number =>
  isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1)) ? index + 2 : index + 1;

/** @returns Where the code point that ends before `index` begins, in UTF-16 units. */
export const previousCodePoint = (text: string, index: number): number =>
  isLow(text.charCodeAt(index - 1)) && isHigh(text.charCodeAt(index - 2)) ? index - 2 : index - 1;

/** Longer texts, in UTF-16 units, are rare, and would need a larger buffer. */
const maxEncodedLength = 8192;

const encoder = new TextEncoder();
const buffer = new Uint8Array(maxEncodedLength * 3);

/** @returns How many bytes the text has in UTF-8; an unpaired surrogate counts as the three of U+FFFD. */
export const utf8ByteCount = (text: string): number =>
  // Encoding is several times as fast as counting.
  text.length <= maxEncodedLength ? encoder.encodeInto(text, buffer).written : countBytes(text);

function countBytes(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) count += 1;
    else if (nextCodePoint(text, index) - index === 2) {
      count += 2;
      index += 1;
    } else count += 2;
  }
  return count;
}

/**
 * @param pattern - Has the flag `y`.
 * @returns The match that starts at `position`, or undefined.
 */
export function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
