import { defined } from '@pulso/kit/telegram';

import { LeaseLostError } from '../errors';
import { type DeliverDeps } from '../ports/deliver-deps';
import { type Awaited, type Delivery, type DeliveryKey } from '../ports/delivery-store';
import { type Later } from './delivery-outcome';
import { isSpent, withOneMore } from './unanswered-sends';
import { writeDelivery } from './write-delivery';

/** The right to send or edit one message. */
export interface Lease {
  /** The delivery as this holder last wrote it. */
  readonly delivery: () => Delivery;
  /** Before this lease, was a send left without an answer? */
  readonly followsUnansweredSend: boolean;
  /** So many sends were left without one that none follows, of this revision at least. */
  readonly isSpent: boolean;
  /**
   * Stores what has become known, under the condition that the lease is still this holder's.
   *
   * @throws {LeaseLostError} Another process has written. Retryable.
   */
  readonly store: (change: (delivery: Delivery) => Delivery) => Promise<void>;
  /**
   * Stores that a send follows, unless none may. A process that finds this without an answer knows that it may have
   * arrived.
   */
  readonly recordIntent: (change?: (delivery: Delivery) => Delivery) => Promise<void>;
  /** Stores what an answer has told, and gives the lease back: it answers every earlier send as well. */
  readonly settle: (change: (delivery: Delivery) => Delivery) => Promise<void>;
  /**
   * Gives the lease back after a known refusal. The refusal clears the intent to send that this holder recorded, and
   * leaves one that it found: an earlier send may have arrived.
   */
  readonly release: (more?: Pick<Delivery, 'movedToChatId' | 'waiting'>) => Promise<void>;
  /** What other messages read while this one waits. */
  readonly waitingFor: (delayMs: number) => Pick<Delivery, 'waiting'>;
}

export interface LeaseRequest {
  readonly key: DeliveryKey;
  readonly revision: number;
  readonly placeholderMessageId?: number | undefined;
  /** Progress is not sent while it may be there already: the report that follows is what counts. */
  readonly isProgress?: boolean | undefined;
  /** True: the holder has something to prepare, and records the intent to send itself, right before it sends. */
  readonly preparesFirst?: true;
}

/** The message to edit: the one that was sent, else the placeholder that the bot has posted. */
export const messageIdOf = (
  { messageId, lostMessageId }: Delivery,
  placeholderMessageId: number | undefined,
): number | undefined => messageId ?? (lostMessageId === undefined ? placeholderMessageId : undefined);

/** Whether a placeholder can be edited that is not the message, so that it would go on saying "preparing". */
export const leavesPlaceholder = (delivery: Delivery, placeholderMessageId: number | undefined): boolean =>
  placeholderMessageId !== undefined &&
  placeholderMessageId !== delivery.lostMessageId &&
  placeholderMessageId !== messageIdOf(delivery, placeholderMessageId);

export type LeaseDeps = Pick<DeliverDeps, 'store' | 'clock' | 'random' | 'newToken' | 'messageId' | 'shortestPauseMs'>;

/** Whether what follows is a new message and not an edit. */
export const sendsAnew = (found: Delivery, { placeholderMessageId }: LeaseRequest): boolean =>
  messageIdOf(found, placeholderMessageId) === undefined;

const isSpentFor = ({ unanswered }: Delivery, revision: number): boolean =>
  unanswered !== undefined && isSpent(unanswered, revision);

/**
 * Whether an earlier holder's edit may have shown something: what is known ends the lease, and it has left one.
 *
 * A notice, which has revision 0, repeats nothing.
 */
export const leftUnansweredEdit = (found: Delivery): boolean =>
  found.lease !== undefined &&
  found.lease.revision > 0 &&
  messageIdOf(found, found.lease.placeholderMessageId) !== undefined;

/** @returns The delivery with the send that follows, unless so many are without an answer that none does. */
export const withIntent = (delivery: Delivery, found: Delivery, revision: number, nowMs: number): Delivery =>
  isSpentFor(found, revision)
    ? delivery
    : { ...delivery, sendIntent: true, unanswered: withOneMore(found.unanswered, revision, nowMs) };

/** What other messages read of one that stands for this revision in the queue. */
export const awaitedOf = (
  { revision, placeholderMessageId }: LeaseRequest,
  messageId: string,
  untilMs: number,
): Awaited => ({
  messageId,
  revision,
  ...defined({ placeholderMessageId }),
  untilMs,
});

/** What other messages read of this one while it waits; nothing if it waits no more, and another may take its place. */
export const waitingOf = (
  request: LeaseRequest,
  { delayMs, isForHolder }: Pick<Later, 'delayMs' | 'isForHolder'>,
  { clock, messageId, shortestPauseMs }: LeaseDeps,
): Pick<Delivery, 'waiting'> => {
  if (shortestPauseMs === undefined) return {};
  const pauseMs = isForHolder ? delayMs : Math.max(delayMs, shortestPauseMs);
  return { waiting: awaitedOf(request, messageId, Math.ceil(clock.nowMs() + pauseMs)) };
};

/** Of one change: other messages write into the item only that they wait. */
const maxWriteAttempts = 4;

export interface Claim {
  /** The delivery before and after the claim, and the token of the claim's write. */
  readonly found: Delivery;
  readonly claimed: Delivery;
  readonly token: string;
}

export function createLease(request: LeaseRequest, claim: Claim, deps: LeaseDeps): Lease {
  const { key, revision } = request;
  const { found, claimed } = claim;
  let current = claimed;
  let { token } = claim;
  const store: Lease['store'] = async (change) => {
    for (let attempt = 0; attempt < maxWriteAttempts; attempt += 1) {
      const next = change(current);
      const nextToken = await writeDelivery(key, next, token, deps);
      if (nextToken !== undefined) {
        current = next;
        token = nextToken;
        return;
      }
      // A message that waits for this holder says so in the item.
      const stored = await deps.store.read(key);
      if (stored?.delivery.lease?.id !== claimed.lease?.id) break;
      current = stored?.delivery ?? current;
      token = stored?.token ?? token;
    }
    throw new LeaseLostError(key.runId);
  };
  return {
    delivery: () => current,
    followsUnansweredSend: found.sendIntent === true,
    isSpent: isSpentFor(found, revision),
    store,
    recordIntent: (change = (delivery) => delivery) =>
      store((delivery) => withIntent(change(delivery), found, revision, deps.clock.nowMs())),
    settle: (change) => store((delivery) => change(withoutOwnSend(delivery, found))),
    release: (more = {}) =>
      store((delivery) => ({
        ...withoutOwnSend(delivery, found),
        ...(found.sendIntent ? { sendIntent: true } : {}),
        ...more,
      })),
    waitingFor: (delayMs) => waitingOf(request, { delayMs }, deps),
  };
}

/** What is left of a delivery once what became of this holder's send is known. */
function withoutOwnSend(delivery: Delivery, { unanswered }: Delivery): Delivery {
  const { lease: _, sendIntent: __, unanswered: ___, ...rest } = delivery;
  return unanswered ? { ...rest, unanswered } : rest;
}
