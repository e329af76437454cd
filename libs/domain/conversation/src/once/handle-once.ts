import { botTimeoutSeconds } from '@pulso/contracts/envelope';
import { type Log, errorFields } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

import { type WebhookAnswer, accepted, deliverAgain } from '../intake/webhook-call';
import { type Claim, type UpdateClaims } from '../ports';

export interface HandleOnceDeps {
  readonly claims: UpdateClaims;
  /** Unique and unguessable. */
  readonly randomToken: () => string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** Telegram delivers an update for at most this long, and its ids may start anew after a quiet week. */
const claimLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * How long a handler that has died keeps others off its update, ms. Longer than the function may run, with room for
 * clocks that differ; shorter than the 150 s for which a pressed button waits.
 */
const claimLeaseMs = botTimeoutSeconds * 1000 + 50_000;

/** What is known of this handling of an update. */
export interface Claimed {
  /** Counts from 1 over all deliveries of the update. */
  readonly attempt: number;
  /** When the first of them came, epoch ms: the same for all of them. */
  readonly firstClaimedAtMs: number;
  /** How many messages of the reply the ones before have sent. */
  readonly sentCount: number;
  /** Notes for the next handler how many are sent. @throws The claim store fails. */
  noteSent(count: number): Promise<void>;
}

export type Handled = { readonly type: 'done' } | { readonly type: 'try-again'; readonly afterMs?: number };

/** An update, and what it is claimed by: other updates with that claim are the same as repetitions of it. */
interface Claimable {
  readonly updateId: number;
  readonly claimId: string;
}

/**
 * Handles an update once, however often Telegram delivers it: claims it, handles it, marks it as done.
 *
 * A handler that dies in between is followed by another one after the lease, which handles the update anew.
 *
 * @param handle - Throws, or returns `try-again`, when Telegram must deliver the update again.
 * @throws The claim store or `handle` fails. Telegram must deliver again.
 */
export async function handleOnce(
  { updateId, claimId }: Claimable,
  deps: HandleOnceDeps,
  handle: (claimed: Claimed) => Promise<Handled>,
): Promise<WebhookAnswer> {
  const { claims, log } = deps;
  const claim = { claimId, token: deps.randomToken() };
  const nowMs = deps.clock.nowMs();
  const claimed = await claims.claim({
    ...claim,
    nowMs,
    leaseUntilMs: nowMs + claimLeaseMs,
    expiresAtMs: nowMs + claimLifetimeMs,
  });
  if (claimed.type === 'done') return accepted;
  if (claimed.type === 'in-progress') return deliverAgain();

  const result = await handle({ ...claimed, noteSent: (count) => claims.noteSent(claim, count) });
  if (result.type === 'try-again') {
    await claims.release(claim);
    log.warn('reply-postponed', { updateId, attempt: claimed.attempt });
    return deliverAgain(result.afterMs);
  }
  await complete(updateId, claim, deps);
  return accepted;
}

/**
 * Marks the update as done. If that fails, the update counts as delivered all the same: everything it asked for has
 * happened, and asking Telegram to deliver again would surely repeat it once the lease has passed.
 */
async function complete(updateId: number, claim: Claim, { claims, log }: HandleOnceDeps): Promise<void> {
  try {
    const result = await claims.complete(claim);
    if (result === 'lost') log.warn('claim-lost', { updateId });
  } catch (error) {
    log.warn('claim-not-completed', { updateId, ...errorFields(error) });
  }
}
