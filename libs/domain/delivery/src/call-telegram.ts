import { errorFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

import { apply } from './carry-out';
import { type StoredDelivery, pauseKeyOf } from './delivery';
import { BotTokenRefusedError, DestinationUnreachableError } from './errors';
import { type CallOutcome } from './events';
import { type DeliverDeps, botApiCallTimeoutMs } from './ports';

/** The longest wait inside an invocation, which costs money and delays the rest of its batch. Milliseconds. */
const longestWaitMs = 5_000;
/** What storing an outcome may take, milliseconds. */
const storeReserveMs = 2_000;
const jitterBounds = { baseMs: 1_000, capMs: 1_000 };
const unreachableBounds = { baseMs: 300, capMs: 1_000 };
const maxCallsWhileUnreachable = 3;

/**
 * Calls Telegram until a repeat would not change the outcome.
 *
 * It repeats only calls that certainly did nothing: after a flood limit, with a fresh token, or when Telegram was not
 * reached.
 *
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
        if (delayMs > longestWaitMs || !hasTimeForCall(deps, delayMs)) return { status: 'postponed', delayMs };
        await clock.sleep(delayMs);
        break;
      }
      case 'unauthorized':
        if (tokenIsFresh) return { status: 'failed', error: new BotTokenRefusedError() };
        try {
          await deps.refreshBotToken();
        } catch (error) {
          return { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
        }
        tokenIsFresh = true;
        break;
      case 'not-sent':
        unreachableCount += 1;
        if (unreachableCount >= maxCallsWhileUnreachable) {
          return { status: 'failed', error: new DestinationUnreachableError('Telegram', outcome.reason) };
        }
        await clock.sleep(fullJitterMs(unreachableCount, unreachableBounds, random));
        break;
      default:
        return outcome;
    }
  }
}

/** Whether a call after this wait can end and its outcome be stored before the invocation ends. */
export const hasTimeForCall = ({ clock, deadlineMs }: DeliverDeps, waitMs = 0): boolean =>
  clock.nowMs() + waitMs + botApiCallTimeoutMs + storeReserveMs <= deadlineMs;

/**
 * Calls Telegram unless the chat's flood limit lasts, and else answers as Telegram would. The limit is read right before
 * the call, because another process may have met one meanwhile.
 *
 * @returns Also `not-sent` when the limit can't be read.
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
  const pausedMs = (stored?.delivery.pausedUntilMs ?? 0) - deps.clock.nowMs();
  if (pausedMs > 0) return { status: 'rate-limited', retryAfterMs: pausedMs };
  const outcome = await call();
  if (outcome.status !== 'rate-limited') return outcome;
  const untilMs = deps.clock.nowMs() + outcome.retryAfterMs;
  // A limit that can't be stored holds only for this message.
  await apply(key, { type: 'paused', untilMs }, stored, deps).catch((error: unknown) =>
    deps.log.warn('pause-not-stored', errorFields(error)),
  );
  return outcome;
}
