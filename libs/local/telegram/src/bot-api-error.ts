import { type ResponseParameters } from './telegram-types';

/** A call that Telegram would answer with `ok: false`. Its message is the description, prefix included. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  /** The HTTP status and `error_code` of the answer. */
  readonly errorCode: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(errorCode: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.errorCode = errorCode;
    this.parameters = parameters;
  }
}

/**
 * Makes a 400 in Telegram's wording: the first letter becomes lower case unless the text is an identifier such as
 * `BUTTON_DATA_INVALID`.
 *
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp fail_query_with_error
 */
export function badRequest(text: string, parameters?: ResponseParameters): BotApiError {
  const second = text.charAt(1);
  const isIdentifier = second === '_' || (second >= 'A' && second <= 'Z');
  const shown = isIdentifier ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return new BotApiError(400, `Bad Request: ${shown}`, parameters);
}

/** Makes a 403, for example `forbidden('bot was blocked by the user')`. */
export const forbidden = (text: string): BotApiError => new BotApiError(403, `Forbidden: ${text}`);

/** Refuses something that the real server has and this one has not, so that silence is not taken for support. */
export const notEmulated = (what: string): BotApiError =>
  new BotApiError(400, `Bad Request: ${what} is not emulated by the local Bot API server`);
