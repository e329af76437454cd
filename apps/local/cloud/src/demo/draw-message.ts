import { type ConversationMessage } from '@pulso/world/telegram';

/** A phone shows less, a window more. */
const maxWidth = 72;

/**
 * Draws a message as a chat shows it: in a bubble, its buttons below.
 *
 * @returns Lines.
 */
export function drawMessage({ text, versions }: Pick<ConversationMessage, 'text' | 'versions'>): string[] {
  const lines = text.split('\n').flatMap((line) => wrapWords(line, maxWidth));
  const width = Math.max(...lines.map(textWidth));
  const pad = (line: string): string => line + ' '.repeat(width - textWidth(line));
  const rule = '─'.repeat(width + 2);
  return [
    `  ╭${rule}╮`,
    ...lines.map((line) => `  │ ${pad(line)} │`),
    `  ╰${rule}╯`,
    ...buttonLabels({ versions }).map((row) => `   ${row.map((label) => `[ ${label} ]`).join('  ')}`),
  ];
}

/** @returns The labels of the buttons below a message, row by row. */
export const buttonLabels = ({ versions }: Pick<ConversationMessage, 'versions'>): string[][] =>
  (versions.at(-1)?.keyboard ?? []).map((row) => row.map(({ text }) => text));

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

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
const withoutWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many cells of a terminal a text takes, as most terminals draw it. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (withoutWidth.test(char) ? 0 : wide.test(char) ? 2 : 1), 0);
