import { redactSecrets } from './redact';

const maxMessageLength = 1_000;
/** The innermost calls say where it broke; those around them are the same for all. */
const maxFrameCount = 10;
const maxCauseCount = 5;

/** An error, as a log line says it. */
export type ErrorFields = {
  readonly errorName: string;
  readonly errorMessage: string;
  /** Where the first cause was thrown: its frames, innermost first, without messages. */
  readonly stack?: string;
};

/**
 * Describes an error for a log line without any text a user could have written.
 *
 * @returns The error's `name`, its message without secrets, and the calls that led to it.
 */
export function errorFields(error: unknown): ErrorFields {
  const { name, message } = error instanceof Error ? error : { name: 'NonError', message: String(error) };
  const stack = framesOf(error);
  return {
    errorName: name,
    errorMessage: redactSecrets(message).slice(0, maxMessageLength),
    ...(stack === '' ? {} : { stack }),
  };
}

/** The part before the frames repeats the message, of any length and in any form. */
function framesOf(error: unknown): string {
  let first = error;
  for (let depth = 0; depth < maxCauseCount && first instanceof Error && first.cause instanceof Error; depth += 1) {
    first = first.cause;
  }
  if (!(first instanceof Error) || typeof first.stack !== 'string') return '';
  const frames = first.stack.split('\n').filter((line) => /^\s+at /.test(line));
  return redactSecrets(
    frames
      .slice(0, maxFrameCount)
      .map((frame) => frame.trim())
      .join('\n'),
  );
}
