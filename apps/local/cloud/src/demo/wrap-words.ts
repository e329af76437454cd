import { textWidth } from './text-width';

/**
 * Breaks a line between words; a longer word stays whole.
 *
 * @param maxWidth - In cells of a terminal.
 */
export function wrapWords(line: string, maxWidth: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last !== '' && textWidth(longer) > maxWidth) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
