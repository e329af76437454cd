import { type Clock } from '@pulso/kit/time';

import { redactSecrets } from './redact';

/** Values that a log line may carry: ids, pseudonyms, codes, counts. Never an update, a text, a token, a raw user id. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one structured line per event. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export interface JsonLogOptions {
  readonly clock: Pick<Clock, 'nowMs'>;
  /** What every line repeats: the service's name, the ids of the invocation. Asked for each line. */
  readonly fields?: () => LogFields;
}

/**
 * Creates a log that hands one JSON object per line to `write`.
 *
 * The line is a top-level JSON object of its own, so that Logs Insights discovers its fields in every log format of the
 * function. Lambda does not encode such a line once more; it reads its `level` only beside a `timestamp`, and takes a
 * line without them for INFO. Secrets are cut out of every text, as far as their form tells them.
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
