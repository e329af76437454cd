import { botTimeoutSeconds } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';
import { dayMs } from '@pulso/kit/time';

import { type WebhookAnswer, accepted, deliverAgain } from '../intake/webhook-call';
import { type Claim } from '../ports';
import { type Claimed, type WebhookDeps } from '../webhook-deps';

/** Telegram delivers an update for at most this long, and its ids may start anew after a quiet week. */
const claimLifetimeMs = dayMs;

/**
 * How long a handler that has died keeps others off its update, ms. Longer than the function may run, with room for
 * clocks that differ; shorter than the 150 s for which a pressed button waits.
 */
const claimLeaseMs = botTimeoutSeconds * 1000 + 50_000;

type Handled = { readonly type: 'settled' } | { readonly type: 'try-again'; readonly afterMs?: number };

/**
 * Handles an update once, however often Telegram delivers it: claims it, handles it, marks it as done.
 *
 * If the handler dies, another one handles the update anew after the lease.
 *
 * @param update - Updates with the same `claimId` count as repetitions of one.
 * @throws The claim store or `handle` fails. Telegram must deliver again.
 */
export async function handleOnce(
  { updateId, claimId }: { readonly updateId: number; readonly claimId: string },
  deps: WebhookDeps,
  handle: (claimed: Claimed) => Promise<Handled>,
): Promise<WebhookAnswer> {
  const { claims, log } = deps;
  const claim = { claimId, token: deps.randomToken() };
  const nowMs = deps.clock.nowMs();
  const times = { nowMs, leaseUntilMs: nowMs + claimLeaseMs, expiresAtMs: nowMs + claimLifetimeMs };
  const claimed = await claims.claim({ ...claim, ...times });
  if (claimed.type === 'done') return accepted;
  if (claimed.type === 'in-progress') return deliverAgain();

  const result = await handle({ ...claimed, claimId, noteSent: (count) => claims.noteSent(claim, count) });
  if (result.type === 'try-again') {
    await claims.release(claim);
    log.warn('reply-postponed', { updateId, attempt: claimed.attempt });
    return deliverAgain(result.afterMs);
  }
  await complete(updateId, claim, deps);
  return accepted;
}

/**
 * Marks the update as done. If that fails, the update still counts as delivered: its work is done, and a redelivery
 * after the lease would repeat it.
 */
async function complete(updateId: number, claim: Claim, { claims, log }: WebhookDeps): Promise<void> {
  try {
    const result = await claims.complete(claim);
    if (result === 'lost') log.warn('claim-lost', { updateId });
  } catch (error) {
    log.warn('claim-not-completed', { updateId, ...errorFields(error) });
  }
}
