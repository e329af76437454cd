import {
  type CallFailure,
  type EditOutcome,
  type ErrorAnswer,
  classifyEditRefusal,
  classifyNetworkError,
  classifyRefusal,
} from '@pulso/kit/telegram';
import { TelegramError } from 'telegraf';

import { OutOfTimeError } from './errors';

/**
 * Sorts a failed call by what may be done next.
 *
 * @param error - What Telegraf threw.
 */
export function classifyFailure(error: unknown): CallFailure {
  if (error instanceof TelegramError) return classifyRefusal({ answer: answerOf(error) });
  if (error instanceof OutOfTimeError) return { status: 'not-sent', reason: error.name };
  return classifyNetworkError(error);
}

/** Sorts a failed edit, for which some refusals have a meaning of their own. */
export const classifyEditFailure = (error: unknown): EditOutcome =>
  (error instanceof TelegramError ? classifyEditRefusal({ answer: answerOf(error) }) : undefined) ??
  classifyFailure(error);

const answerOf = ({ code, description, parameters }: TelegramError): ErrorAnswer => ({
  ok: false,
  error_code: code,
  description,
  parameters,
});
