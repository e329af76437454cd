/** Values that a log line may carry: ids, pseudonyms, codes, counts. Never an update, a text, a token, a raw user id. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one structured line per event. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/**
 * Creates a log that hands one JSON object per line to `write`.
 *
 * The line is a top-level JSON object of its own, so that Logs Insights discovers its fields in every log format of the
 * function.
 *
 * @param write - Receives one line without the line break.
 * @param base - Fields that every line repeats, for example the service's name.
 */
export function createJsonLog(write: (line: string) => void, base: LogFields = {}): Log {
  const at =
    (level: 'INFO' | 'WARN' | 'ERROR') =>
    (event: string, fields: LogFields = {}) =>
      write(JSON.stringify({ level, event, ...base, ...fields }));
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

/**
 * Describes an error for a log line without any text a user could have written.
 *
 * @returns The error's `name` and its message with Telegram bot tokens cut out, at most 500 characters.
 */
export function errorFields(error: unknown): { errorName: string; errorMessage: string } {
  const { name, message } = error instanceof Error ? error : { name: 'NonError', message: String(error) };
  return { errorName: name, errorMessage: redactBotToken(message).slice(0, 500) };
}

/**
 * Cuts Telegram bot tokens out of a text: HTTP errors tend to quote the URL, and the URL holds the token.
 *
 * @see https://core.telegram.org/bots/api#authorizing-your-bot
 */
export const redactBotToken = (text: string): string => text.replace(/\d{3,}:[\w-]{20,}/g, '[bot token]');
