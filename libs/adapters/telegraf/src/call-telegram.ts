import {
  type CallFailure,
  type EditOutcome,
  type ErrorAnswer,
  classifyEditRefusal,
  classifyNetworkError,
  classifyRefusal,
} from '@pulso/kit/telegram';
import { type Telegram, TelegramError } from 'telegraf';

/** Calls one method of the Bot API. Throws what Telegraf throws. */
export type CallTelegram = Telegram['callApi'];

/** How long one call may take, ms. Telegraf's own limit is 500 s, longer than the function lives. */
const callTimeoutMs = 5_000;

/**
 * Limits every call in time, its own and that of the whole update.
 *
 * @param telegram - Whom to call.
 * @param outOfTime - Aborts when the time for the update is over.
 */
export const withDeadline =
  (telegram: Pick<Telegram, 'callApi'>, outOfTime: AbortSignal): CallTelegram =>
  (method, payload) => {
    // Before anything is sent, this must not look like a call that was cut off on its way.
    if (outOfTime.aborted) return Promise.reject(new OutOfTimeError(method));
    const signal = AbortSignal.any([outOfTime, AbortSignal.timeout(callTimeoutMs)]);
    return telegram.callApi(method, payload, { signal: asShim(signal) });
  };

/** Telegraf's types know the signal of a package that imitates the platform's; its HTTP client takes either. */
const asShim = (signal: AbortSignal): ShimSignal => signal as unknown as ShimSignal;

type ShimSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** The time for an update was used up before a call was made. Nothing was sent: retryable. */
class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  readonly method: string;

  constructor(method: string) {
    super(`No time was left to call ${method}.`);
    this.method = method;
  }
}

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
