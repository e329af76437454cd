import { type Html, html } from '@pulso/telegram-html';

import { plainTextOf } from './plain-text-of';

/** How much of a message's length a line takes, its line break included. UTF-16 units after parsing. */
export const lengthOf = (line: Html): number => plainTextOf(line).length + 1;

export const totalLengthOf = (lines: readonly Html[]): number => lines.reduce((sum, line) => sum + lengthOf(line), 0);

/**
 * Keeps the first lines that fit and says how many were left out.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 * @returns All lines, or the first ones and a last line "and n more".
 */
export function fitLines(lines: readonly Html[], maxLength: number): readonly Html[] {
  if (totalLengthOf(lines) <= maxLength) return lines;
  const rest = (count: number): Html => html`and ${count} more`;
  const kept: Html[] = [];
  let room = maxLength - lengthOf(rest(lines.length));
  for (const line of lines) {
    room -= lengthOf(line);
    if (room < 0) break;
    kept.push(line);
  }
  return [...kept, rest(lines.length - kept.length)];
}
