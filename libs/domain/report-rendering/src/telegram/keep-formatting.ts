import { type Html, html, inertText } from '@pulso/kit/telegram';

import { plainTextOf } from '../plain-text-of';

/**
 * So much formatting does Telegram keep of a message, the links and hashtags that it finds by itself included. That it
 * is the first is a finding of others, not documented.
 *
 * @see https://docs.python-telegram-bot.org/en/v13.2/telegram.constants.html MAX_MESSAGE_ENTITIES
 */
export const maxEntityCount = 100;

/** Counts the formatting of lines: each tag is one piece, or none where nothing is in it. */
export const entityCountOf = (lines: readonly Html[]): number =>
  lines.reduce((sum, line) => sum + (line.html.match(/<[a-z]/g)?.length ?? 0), 0);

/**
 * Keeps the formatting of the first lines, as far as it may go, and of the others their text.
 *
 * Without this Telegram would choose what is lost: the quote at the end of a message would not fold up any more. What was
 * not clickable in `<code>` is not clickable without it.
 *
 * @returns As many lines. Those without formatting may be a little longer, by characters that show nothing.
 */
export function keepFormatting(lines: readonly Html[], maxCount: number): Html[] {
  let left = maxCount;
  return lines.map((line) => {
    left -= entityCountOf([line]);
    return left >= 0 ? line : html`${inertText(plainTextOf(line))}`;
  });
}
