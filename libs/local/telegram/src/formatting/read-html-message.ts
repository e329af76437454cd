import { CallParameters } from '../call-parameters';
import { messageText } from './message-text';
import { type FormattedText } from './parse-html';

/**
 * Reads a message in HTML as this server does when it is sent: what is written, how it is formatted, and what is
 * clickable in it.
 *
 * @throws {BotApiError} 400 with Telegram's text.
 */
export const readHtmlMessage = (html: string): FormattedText =>
  messageText(
    new CallParameters(
      new Map([
        ['text', html],
        ['parse_mode', 'HTML'],
      ]),
    ),
  );
