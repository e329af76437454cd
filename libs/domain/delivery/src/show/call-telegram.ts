import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

import { BotTokenRefusedError, TelegramUnreachableError } from '../errors';
import { type Postponed } from '../lease/delivery-outcome';
import { botApiCallTimeoutMs } from '../ports/bot-api';
import { type DeliverDeps } from '../ports/deliver-deps';
import { callUnlessPaused } from './flood-pause';

/** An outcome that neither a short wait nor a fresh token would change. */
type Settled = Exclude<SendOutcome | EditOutcome, { status: 'rate-limited' | 'unauthorized' | 'not-sent' }> | Postponed;

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
): Promise<Settled> {
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
