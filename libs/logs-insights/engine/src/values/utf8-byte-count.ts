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
    else if (isSurrogatePair(text, index)) {
      count += 2;
      index += 1;
    } else count += 2;
  }
  return count;
}

function isSurrogatePair(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  const low = text.charCodeAt(index + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
