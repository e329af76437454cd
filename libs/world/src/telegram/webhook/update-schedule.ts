import { type Random, dayMs } from '@pulso/kit/time';

import { asInteger, asObject } from '../call-parameters';

/** One update as it is pushed; everything besides `update_id` is passed on untouched, well-formed or not. */
export interface TelegramUpdate {
  readonly update_id: number;
  readonly [updateType: string]: unknown;
}

/** Where an update waits and how long. */
interface UpdateRoute {
  readonly type: string;
  /** Updates of one queue go out one after the other, different queues side by side. */
  readonly queue: string;
  /** How long after its arrival the update is still pushed, ms. */
  readonly expiresAfterMs: number;
}

/** How long a press is delivered, ms. */
const pressExpiryMs = 150_000;

/**
 * Decides in which queue an update waits and when it expires.
 *
 * Telegram counts the 24 hours of a message from its date. Here they count from the arrival on the local clock: it is
 * Telegram that dates messages, and a test's date may be anything.
 *
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp add_update
 */
export function updateRoute(update: TelegramUpdate): UpdateRoute {
  const type = Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown';
  const content = asObject(update[type]);
  const chatId = asInteger(asObject(content['chat'])['id']);
  const personId = asInteger(asObject(content['from'])['id']);
  if (type === 'callback_query') {
    return { type, queue: queueOf(type, personId, update), expiresAfterMs: pressExpiryMs };
  }
  const queueType = /(message|channel_post)$/.test(type) ? 'message' : type;
  return { type, queue: queueOf(queueType, chatId ?? personId, update), expiresAfterMs: dayMs };
}

/** An update of no chat and no person has a queue of its own. */
const queueOf = (type: string, id: number | undefined, update: TelegramUpdate): string =>
  id === undefined ? `update ${update.update_id}` : `${type} ${id}`;

/** How often an update was tried and how long the last wait was. */
export interface RetryState {
  readonly failureCount: number;
  /** The last doubled wait, seconds; 1 before the first. */
  readonly delaySeconds: number;
}

/** What a retry is: its state and the wait before it. */
interface Retry extends RetryState {
  readonly waitSeconds: number;
}

/** The doubling ends at a cap drawn anew every time between this and its double, seconds. */
const capSeconds = 60;

/** The longest wait accepted from a Retry-After header, seconds. */
const maxRetryAfterSeconds = 3600;

export const firstTry: RetryState = { failureCount: 0, delaySeconds: 1 };

/**
 * Gives the wait after a failed push: none after the first failure, then 2, 4, 8, 16, 32 s, then about a minute, then
 * one to two minutes. Retry-After replaces one wait and does not change the doubling.
 *
 * @param retryAfterSeconds - From the answer's header, 0 without one.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp on_update_error
 */
export function nextRetry(state: RetryState, retryAfterSeconds: number, random: Random): Retry {
  const failureCount = state.failureCount + 1;
  const askedSeconds = Math.min(Math.max(Math.trunc(retryAfterSeconds) || 0, 0), maxRetryAfterSeconds);
  if (askedSeconds > 0 || state.failureCount === 0) {
    return { failureCount, delaySeconds: state.delaySeconds, waitSeconds: askedSeconds };
  }
  const drawnCapSeconds = capSeconds + Math.floor(random() * (capSeconds + 1));
  const delaySeconds = Math.min(drawnCapSeconds, state.delaySeconds * 2);
  return { failureCount, delaySeconds, waitSeconds: delaySeconds };
}
