import { cutText } from '@pulso/kit/telegram';

/** Control characters, and the ones that reverse or hide the text around them; joiners stay, languages need them. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Makes a text fit into one line of a message.
 *
 * Titles and reasons come from other services: a line break in one of them would push the numbers out of the line that
 * a phone shows, a half surrogate pair would make Telegram refuse the message.
 *
 * @param maxLength - UTF-16 units, the ellipsis included.
 */
export function clip(text: string, maxLength: number): string {
  const line = text.toWellFormed().replace(invisible, ' ').replace(/ {2,}/g, ' ').trim();
  return cutText(line, maxLength, '…');
}
