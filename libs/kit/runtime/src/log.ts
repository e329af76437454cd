import { type Clock } from '@pulso/kit/time';

/** Values that a log line may carry: ids, pseudonyms, codes, counts. Never an update, a text, a token, a raw user id. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one structured line per event. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

interface JsonLogOptions {
  readonly clock: Pick<Clock, 'nowMs'>;
  /** The fields of every line: the service's name, the ids of the invocation. */
  readonly fields?: () => LogFields;
}

/**
 * Creates a log that passes one JSON object per line to `write`.
 *
 * Each line is a top-level JSON object, so that Logs Insights discovers its fields in every log format of the function.
 * Lambda does not encode such a line again; it reads its `level` only beside a `timestamp`, and counts a line without
 * them as INFO. Secrets are cut out of every text if their form reveals them.
 *
 * @param write - Receives one line without the line break.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function createJsonLog(write: (line: string) => void, { clock, fields = () => ({}) }: JsonLogOptions): Log {
  const at =
    (level: 'INFO' | 'WARN' | 'ERROR') =>
    (event: string, more: LogFields = {}) => {
      const timestamp = new Date(clock.nowMs()).toISOString();
      write(JSON.stringify({ timestamp, level, event, ...fields(), ...more }, withoutSecrets));
    };
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

const withoutSecrets = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? redactSecrets(value) : value;

/**
 * Cuts Telegram bot tokens out of a text: HTTP errors tend to quote the URL, which contains the token.
 *
 * The bot's id has a maximum length: otherwise a text of digits would take quadratic time.
 *
 * @see https://core.telegram.org/bots/api#authorizing-your-bot
 */
export const redactBotToken = (text: string): string => text.replace(/\d{3,20}(?::|%3A)[\w-]{20,}/gi, '[bot token]');

/**
 * Cuts secrets out of a text by their form: bot tokens, and everything but the host of addresses, because a webhook's
 * whole address is secret. Addresses of AWS keep their path, which names a queue or a function.
 *
 * @example redactSecrets('fetch https://hooks.example.com/services/T0/B0/x failed');
 * // 'fetch https://hooks.example.com/[path] failed'
 */
export const redactSecrets = (text: string): string =>
  redactBotToken(text.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, hostOf));

function hostOf(address: string): string {
  const [, scheme = '', host = '', path = ''] = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  if (/\.amazonaws\.com(?:\.cn)?(?::\d+)?$/i.test(host)) return `${scheme}${host}${path}`;
  return address.length > scheme.length + host.length + 1 ? `${scheme}${host}/[path]` : address;
}

const maxMessageLength = 1_000;
/** The innermost calls show where it broke; the outer ones are always the same. */
const maxFrameCount = 10;
const maxCauseCount = 5;

/** The fields of an error in a log line. */
export type ErrorFields = {
  readonly errorName: string;
  readonly errorMessage: string;
  /** Where the first cause was thrown: its frames, innermost first, without messages. */
  readonly stack?: string;
};

/**
 * Describes an error for a log line, without text that a user could have written: parsers quote what they read.
 *
 * @returns The error's `name`, its message without secrets, and the calls that led to it.
 */
export function errorFields(error: unknown): ErrorFields {
  const { name, message } = error instanceof Error ? error : { name: 'NonError', message: String(error) };
  const stack = framesOf(error);
  return {
    errorName: name,
    errorMessage: name === 'SyntaxError' ? '' : redactSecrets(message).slice(0, maxMessageLength),
    ...(stack === '' ? {} : { stack }),
  };
}

/** Skips the part before the frames, which repeats the message in any length and form. */
function framesOf(error: unknown): string {
  let first = error;
  for (let depth = 0; depth < maxCauseCount && first instanceof Error && first.cause instanceof Error; depth += 1) {
    first = first.cause;
  }
  if (!(first instanceof Error) || typeof first.stack !== 'string') return '';
  const frames = first.stack.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));
  return redactSecrets(frames.slice(0, maxFrameCount).join('\n'));
}
