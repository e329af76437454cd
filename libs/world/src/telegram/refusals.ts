/** @see https://core.telegram.org/bots/api#responseparameters */
interface ResponseParameters {
  readonly migrate_to_chat_id?: number;
  /** Seconds. */
  readonly retry_after?: number;
}

/** What the Bot API answers to a call, as JSON. @see https://core.telegram.org/bots/api#making-requests */
export interface BotApiAnswer {
  readonly ok: boolean;
  readonly result?: unknown;
  /** Why it is refused. */
  readonly description?: string;
  /** The HTTP status, too. */
  readonly error_code?: number;
  readonly parameters?: ResponseParameters;
}

/** A call that Telegram would answer with `ok: false`. Its message is the description, prefix included. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  readonly errorCode: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(errorCode: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.errorCode = errorCode;
    this.parameters = parameters;
  }
}

export const refusalAnswer = ({ errorCode, message, parameters }: BotApiError): BotApiAnswer => ({
  ok: false,
  error_code: errorCode,
  description: message,
  ...(parameters && { parameters }),
});

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

/** Another bot's token, or one that is no longer valid. */
export const unauthorized = (): BotApiError => new BotApiError(401, 'Unauthorized');

/** @param waitMs - Until calls are taken again. */
export function tooManyRequests(waitMs: number): BotApiError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** Refuses a feature that only the real server has, so that silence does not look like support. */
export const notEmulated = (what: string): BotApiError =>
  badRequest(`${what} is not emulated by the local Bot API server`);
