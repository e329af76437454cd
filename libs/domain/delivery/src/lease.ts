import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { type DeliverOutcome, type Moved, type Shown, done } from './delivery-outcome';
import { LeaseLostError } from './errors';
import { type Delivery, type DeliveryKey, type StoreDeps, botApiCallTimeoutMs } from './ports';
import { retryBounds, writeDelivery } from './write-delivery';

/** How far clocks of two execution environments may be apart before a lease looks over too early. Milliseconds. */
const clockMarginMs = 120_000;

/**
 * How long a lease lasts, milliseconds: longer than its holder can live plus a call that the holder left in flight,
 * and shorter than the queue's visibility timeout, so that the redelivery after a crash finds it over.
 */
export const leaseMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs;

const maxClaimAttempts = 3;

/** The right to send or edit one message. */
export interface Lease {
  /** The delivery as this holder last wrote it. */
  readonly delivery: () => Delivery;
  /** Before this lease, was a send left without an answer? */
  readonly followsUnansweredSend: boolean;
  /**
   * Stores what has become known, under the condition that the lease is still this holder's.
   *
   * @throws {LeaseLostError} Another process has written. Retryable.
   */
  readonly store: (change: (delivery: Delivery) => Delivery) => Promise<void>;
  /** Stores that a send follows. A process that finds this without an answer knows that it may have arrived. */
  readonly recordIntent: () => Promise<void>;
  /**
   * Gives the lease back after a known refusal. The refusal clears the intent to send that this holder recorded, and
   * leaves one that it found: an earlier send may have arrived.
   */
  readonly release: (more?: Pick<Delivery, 'movedToChatId'>) => Promise<void>;
}

export type LeaseOutcome =
  | { readonly status: 'leased'; readonly lease: Lease }
  | Shown
  | Moved
  /** `done`: nothing more is delivered here. `later`: another process is at it. */
  | DeliverOutcome;

export interface LeaseRequest {
  readonly key: DeliveryKey;
  readonly revision: number;
  readonly placeholderMessageId?: number | undefined;
  /** True: the holder has something to prepare, and records the intent to send itself, right before it sends. */
  readonly preparesFirst?: true;
}

/** The message to edit: the one that was sent, else the placeholder that the bot has posted. */
export const messageIdOf = (
  { messageId, placeholderLost }: Delivery,
  placeholderMessageId: number | undefined,
): number | undefined => messageId ?? (placeholderLost ? undefined : placeholderMessageId);

/**
 * Takes the lease on one message for one revision.
 *
 * Without a message to edit the lease also records the intent to send, before anything is sent: a process that finds an
 * intent without an answer knows that a message may be there already.
 *
 * @throws What the store throws. Retryable.
 */
export async function takeLease(request: LeaseRequest, deps: StoreDeps): Promise<LeaseOutcome> {
  for (let attempt = 0; attempt < maxClaimAttempts; attempt += 1) {
    const stored = await deps.store.read(request.key);
    const found = stored?.delivery ?? {};
    const nowMs = deps.clock.nowMs();
    const obstacle = obstacleOf(found, request.revision, nowMs);
    if (obstacle) return obstacle;
    const claimed: Delivery = {
      ...found,
      lease: { takenAtMs: nowMs, untilMs: nowMs + leaseMs },
      ...(sendsAtOnce(found, request) ? { sendIntent: true } : {}),
    };
    const token = await writeDelivery(request.key, claimed, stored?.token, deps);
    if (token !== undefined) return { status: 'leased', lease: createLease(request, { found, claimed, token }, deps) };
  }
  return { status: 'later', delayMs: retryBounds.capMs };
}

const sendsAtOnce = (found: Delivery, { placeholderMessageId, preparesFirst }: LeaseRequest): boolean =>
  messageIdOf(found, placeholderMessageId) === undefined && !preparesFirst;

function obstacleOf(found: Delivery, revision: number, nowMs: number): LeaseOutcome | undefined {
  const { endedReason, deliveredRevision, intendedRevision, lease, movedToChatId, sendIntent, isRepeat } = found;
  const { messageId, placeholderLost } = found;
  if (endedReason !== undefined) return done;
  if (movedToChatId !== undefined)
    return { status: 'moved', toChatId: movedToChatId, isRepeat: sendIntent === true || isRepeat === true };
  if (deliveredRevision !== undefined && deliveredRevision >= revision)
    return { status: 'shown', messageId, placeholderLost };
  // Readers may have the newer one already. Its own message comes back for as long as that is not known.
  if (intendedRevision !== undefined && intendedRevision > revision) return done;
  if (lease && lease.untilMs > nowMs) return { status: 'later', delayMs: waitForHolderMs(lease, nowMs) };
  return undefined;
}

/** Waits as long as the lease has been held: a live holder ends soon, and the lease of a dead one has to run out. */
const waitForHolderMs = ({ takenAtMs, untilMs }: NonNullable<Delivery['lease']>, nowMs: number): number =>
  Math.min(Math.max(nowMs - takenAtMs, 1_000), 30_000, untilMs - nowMs);

interface Claim {
  /** The delivery before and after the claim, and the token of the claim's write. */
  readonly found: Delivery;
  readonly claimed: Delivery;
  readonly token: string;
}

function createLease({ key, revision }: LeaseRequest, claim: Claim, deps: StoreDeps): Lease {
  const { found, claimed } = claim;
  let current = claimed;
  let { token } = claim;
  const store: Lease['store'] = async (change) => {
    const next = change(current);
    const nextToken = await writeDelivery(key, next, token, deps);
    if (nextToken === undefined) throw new LeaseLostError(key.runId);
    current = next;
    token = nextToken;
  };
  return {
    delivery: () => current,
    followsUnansweredSend: found.sendIntent === true,
    store,
    recordIntent: () => store((delivery) => ({ ...delivery, sendIntent: true, intendedRevision: revision })),
    release: (more = {}) =>
      store((delivery) => ({ ...(found.sendIntent ? withoutLease(delivery) : withoutIntent(delivery)), ...more })),
  };
}

const withoutLease = ({ lease: _, ...rest }: Delivery): Delivery => rest;
/** What is left of a delivery once every send of it is known to have failed or to have arrived. */
export const withoutIntent = ({ lease: _, sendIntent: __, intendedRevision: ___, ...rest }: Delivery): Delivery => rest;
