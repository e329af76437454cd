import { type Telegram } from 'telegraf';

import { OutOfTimeError } from './errors';

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
