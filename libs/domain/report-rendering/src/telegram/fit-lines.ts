import { type Html } from '@pulso/kit/telegram';

import { plainTextOf } from '../plain-text-of';

/** A part of a message, and how many of its lines the message had no room for. */
export interface FittedLines {
  readonly lines: readonly Html[];
  readonly leftOutCount: number;
}

/** How much of a message's length a line takes, its line break included. UTF-16 units after parsing. */
export const lengthOf = (line: Html): number => plainTextOf(line).length + 1;

export const totalLengthOf = (lines: readonly Html[]): number => lines.reduce((sum, line) => sum + lengthOf(line), 0);

/**
 * Keeps the first lines that fit and says what was left out.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included. At least the length of the longest rest.
 * @param restAfter - Words the last line, given how many lines were kept.
 * @returns All lines, or the first ones and that last line.
 */
export function fitLines(
  lines: readonly Html[],
  maxLength: number,
  restAfter: (keptCount: number) => Html,
): FittedLines {
  const lengths = lines.map(lengthOf);
  let keptCount = lines.length;
  let keptLength = lengths.reduce((sum, length) => sum + length, 0);
  if (keptLength <= maxLength) return { lines, leftOutCount: 0 };
  const drop = (): void => {
    keptCount -= 1;
    keptLength -= lengths[keptCount] ?? 0;
  };
  while (keptCount > 0 && keptLength > maxLength) drop();
  // After the loop above: wording the rest takes time for each line that is left out.
  while (keptCount > 0 && keptLength + lengthOf(restAfter(keptCount)) > maxLength) drop();
  return { lines: [...lines.slice(0, keptCount), restAfter(keptCount)], leftOutCount: lines.length - keptCount };
}
