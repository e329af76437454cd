import { type ReportTexts } from '@pulso/kit/texts';

import { type Line } from './chat-lines';

/**
 * Keeps the first lines that fit into a message and says how many were left out.
 *
 * @param lengthOf - How long a line is as it is written, with its line break.
 * @param maxLength - At least the length of the last line, which is about a hundred.
 */
export function fitChatLines(
  lines: readonly Line[],
  texts: ReportTexts,
  lengthOf: (line: Line) => number,
  maxLength: number,
): Line[] {
  const total = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  if (total <= maxLength) return [...lines];
  const leftOutLine = (count: number): Line => [{ text: texts.linesLeftOut(count), style: 'italic' }];
  let room = maxLength - lengthOf(leftOutLine(lines.length));
  const tooLongAt = lines.findIndex((line) => {
    room -= lengthOf(line);
    return room < 0;
  });
  const kept = lines.slice(0, tooLongAt);
  const leftOutCount = lines.slice(tooLongAt).filter((line) => line.length > 0).length;
  return [...kept, leftOutLine(leftOutCount)];
}
