import { type ConversationMessage } from '@pulso/local/telegram';

import { textWidth } from './text-width';
import { wrapWords } from './wrap-words';

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
  (versions.at(-1)?.replyMarkup?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text));
