import { errorFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { pauseKeyOf } from '../lease/delivery-key';
import { writeDelivery } from '../lease/write-delivery';
import { type DeliverDeps } from '../ports/deliver-deps';
import { type DeliveryKey, type StoredDelivery } from '../ports/delivery-store';

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
export async function callUnlessPaused<O extends SendOutcome | EditOutcome>(
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
