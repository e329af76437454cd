import { errorFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

import { writeDelivery } from './carry-out';
import { type DeliveryKey, type StoredDelivery, pauseKeyOf } from './delivery';
import { BotTokenRefusedError, TelegramUnreachableError } from './errors';
import { type CallOutcome } from './events';
import { type DeliverDeps, botApiCallTimeoutMs } from './ports';

/** Waiting inside an invocation is paid for and holds up the rest of its batch. Milliseconds. */
const longestWaitMs = 5_000;
/** What storing an outcome may take, milliseconds. */
const storeReserveMs = 2_000;
/** So that chats that were refused together don't come back together. */
const jitterBounds = { baseMs: 1_000, capMs: 1_000 };
const unreachableBounds = { baseMs: 300, capMs: 1_000 };
const maxCallsWhileUnreachable = 3;

/**
 * Calls Telegram until there is an outcome that a repetition would not change.
 *
 * Only calls that certainly did nothing are repeated here: after a flood limit's wait, with a fresh token, or when
 * Telegram was not reached. A call that may have taken effect is never repeated.
 *
 * @param chatId - The chat that it concerns.
 * @param call - One Bot API call.
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export async function callTelegram(
  chatId: string,
  call: () => Promise<SendOutcome | EditOutcome>,
  deps: DeliverDeps,
): Promise<Exclude<CallOutcome, { status: 'accepted' | 'refused' }>> {
  const { clock, random } = deps;
  let tokenIsFresh = false;
  let unreachableCount = 0;
  for (;;) {
    if (!hasTimeForCall(deps)) return { status: 'postponed', delayMs: 1_000 };
    const outcome = await callUnlessPaused(chatId, call, deps);
    switch (outcome.status) {
      case 'rate-limited': {
        const delayMs = outcome.retryAfterMs + fullJitterMs(0, jitterBounds, random);
        if (delayMs > longestWaitMs || !fits(delayMs, deps)) return { status: 'postponed', delayMs };
        await clock.sleep(delayMs);
        break;
      }
      case 'unauthorized': {
        const error = tokenIsFresh ? new BotTokenRefusedError() : await failureOf(deps.refreshBotToken);
        if (error) return { status: 'failed', error };
        tokenIsFresh = true;
        break;
      }
      case 'not-sent':
        unreachableCount += 1;
        if (unreachableCount >= maxCallsWhileUnreachable) {
          return { status: 'failed', error: new TelegramUnreachableError(outcome.reason) };
        }
        await clock.sleep(fullJitterMs(unreachableCount, unreachableBounds, random));
        break;
      default:
        return outcome;
    }
  }
}

/** A call that starts must be able to end, and its outcome to be stored, before the invocation is cut off. */
const fits = (waitMs: number, { clock, deadlineMs }: Pick<DeliverDeps, 'clock' | 'deadlineMs'>): boolean =>
  clock.nowMs() + waitMs + botApiCallTimeoutMs + storeReserveMs <= deadlineMs;

/** Whether a call can start now. */
export const hasTimeForCall = (deps: Pick<DeliverDeps, 'clock' | 'deadlineMs'>): boolean => fits(0, deps);

async function failureOf(action: () => Promise<void>): Promise<Error | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const maxWriteTurns = 3;

/**
 * Calls Telegram unless the chat's flood limit still lasts, whichever run has met it; then it answers as Telegram would,
 * with the time that is left.
 *
 * The pause is read right before the call and not with the lease, so that what another process is told meanwhile counts.
 * A call that has begun when the limit is stored can't be taken back: Telegram refuses it once more.
 *
 * @returns Also `not-sent` when the pause can't be read: then nothing is called.
 * @see https://core.telegram.org/bots/api#responseparameters for `retry_after`.
 */
async function callUnlessPaused<O extends SendOutcome | EditOutcome>(
  chatId: string,
  call: () => Promise<O>,
  deps: DeliverDeps,
): Promise<O | Extract<SendOutcome, { status: 'rate-limited' | 'not-sent' }>> {
  const key = pauseKeyOf(chatId);
  let stored: StoredDelivery | undefined;
  try {
    stored = await deps.store.read(key);
  } catch (error) {
    return { status: 'not-sent', reason: `the chat's pause can't be read (${errorFields(error).errorName})` };
  }
  const pausedMs = untilMsOf(stored) - deps.clock.nowMs();
  if (pausedMs > 0) return { status: 'rate-limited', retryAfterMs: pausedMs };
  const outcome = await call();
  if (outcome.status === 'rate-limited') await pause(key, deps.clock.nowMs() + outcome.retryAfterMs, stored, deps);
  return outcome;
}

/** A pause that can't be stored holds for this message alone, which goes on with what Telegram has answered. */
async function pause(
  key: DeliveryKey,
  untilMs: number,
  found: StoredDelivery | undefined,
  deps: DeliverDeps,
): Promise<void> {
  let stored = found;
  try {
    for (let turn = 0; turn < maxWriteTurns && untilMsOf(stored) < untilMs; turn += 1) {
      const token = await writeDelivery(key, { pausedUntilMs: untilMs }, stored?.token, deps);
      if (token !== undefined) return;
      stored = await deps.store.read(key);
    }
  } catch (error) {
    deps.log.warn('pause-not-stored', errorFields(error));
  }
}

const untilMsOf = (stored: StoredDelivery | undefined): number => stored?.delivery.pausedUntilMs ?? 0;
