import { type Delivery } from '../ports/delivery-store';
import { type DeliverOutcome, type Moved, type Overtaken, type Shown } from './delivery-outcome';
import {
  type Lease,
  type LeaseDeps,
  type LeaseRequest,
  awaitedOf,
  createLease,
  leftUnansweredEdit,
  sendsAnew,
  waitingOf,
  withIntent,
} from './lease';
import { leaseMs } from './lease-time';
import { obstacleOf } from './obstacle-of';
import { retryBounds, writeDelivery } from './write-delivery';

const maxClaimAttempts = 3;

export type LeaseOutcome =
  | { readonly status: 'leased'; readonly lease: Lease }
  | Shown
  | Overtaken
  | Moved
  /** `done`: nothing more is delivered here by this message. `later`: another process is at it, or it is too early. */
  | DeliverOutcome;

/**
 * Takes the lease on one message for one revision.
 *
 * Without a message to edit the lease also records the intent to send, before anything is sent: a process that finds an
 * intent without an answer knows that a message may be there already.
 *
 * @throws What the store throws. Retryable.
 */
export async function takeLease(request: LeaseRequest, deps: LeaseDeps): Promise<LeaseOutcome> {
  const { key, revision } = request;
  const { clock, messageId, store, newToken } = deps;
  for (let attempt = 0; attempt < maxClaimAttempts; attempt += 1) {
    const stored = await store.read(key);
    const found = stored?.delivery ?? {};
    const nowMs = clock.nowMs();
    const obstacle = obstacleOf(found, request, nowMs, messageId);
    if (obstacle && obstacle.status !== 'later') return obstacle;
    if (obstacle) {
      // So that no other message waits for the same.
      const waiting = waitingOf(request, obstacle, deps);
      if (await writeDelivery(key, { ...found, ...waiting }, stored?.token, deps)) return obstacle;
      continue;
    }
    const { waiting: _, ...rest } = found;
    const lease = { ...awaitedOf(request, messageId, nowMs + leaseMs), id: newToken(), takenAtMs: nowMs };
    const held: Delivery = { ...rest, lease, ...(leftUnansweredEdit(found) ? { unansweredEdit: true } : {}) };
    const sendsAtOnce = sendsAnew(found, request) && !request.preparesFirst;
    const claimed = sendsAtOnce ? withIntent(held, found, revision, nowMs) : held;
    const token = await writeDelivery(key, claimed, stored?.token, deps);
    if (token !== undefined) return { status: 'leased', lease: createLease(request, { found, claimed, token }, deps) };
  }
  return { status: 'later', delayMs: retryBounds.capMs };
}
