import { deliveryRetentionDays } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { fullJitterMs } from '@pulso/kit/time';

import { decide } from './decide';
import { type Delivery, type DeliveryKey, type DeliveryWrite, type StoredDelivery } from './delivery';
import { LeaseLostError } from './errors';
import {
  type Attempt,
  type CallOutcome,
  type DeliveryEvent,
  type DeliveryOutcome,
  type Later,
  type LogLine,
  type Next,
  type Replaced,
  type Wanted,
  done,
} from './events';
import { type DeliverDeps, type StoreDeps } from './ports';

/** Something that is brought, and how. */
export interface Outgoing {
  readonly wanted: Wanted;
  /** Makes the call, once. */
  readonly call?: Call;
  /** Prepares the call under the lease, where `wanted` says so. */
  readonly prepare?: (attempt: Attempt) => Promise<Prepared>;
}

export type Call = (attempt: Attempt) => Promise<CallOutcome>;

/** What was prepared: the event that tells of it, and the call that can be made now. */
export interface Prepared {
  readonly event: DeliveryEvent;
  readonly call?: Call;
}

type CarryOutDeps = StoreDeps & Pick<DeliverDeps, 'log'>;

/**
 * Brings something, by what {@link decide} says at each step: reads what is known, stores what becomes known, and makes
 * the calls.
 *
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws What the store throws, and what makes a service unreachable. Retryable: nothing was sent.
 */
export async function carryOut(
  key: DeliveryKey,
  { wanted, prepare = notPrepared, ...outgoing }: Outgoing,
  deps: CarryOutDeps,
): Promise<Exclude<DeliveryOutcome, { status: 'failed' | 'replaced' }>> {
  let { call = notPrepared } = outgoing;
  let { stored, next } = await apply(key, { type: 'wanted', wanted, leaseId: deps.newToken() }, undefined, deps);
  for (;;) {
    let event: DeliveryEvent;
    switch (next.type) {
      case 'prepare':
        ({ event, call = notPrepared } = await prepare(next.attempt));
        break;
      case 'call':
        event = { type: 'answered', attempt: next.attempt, outcome: await call(next.attempt) };
        break;
      case 'end': {
        const { outcome } = next;
        if (outcome.status === 'failed') throw outcome.error;
        return outcome.status === 'replaced' ? done : outcome;
      }
    }
    try {
      ({ stored, next } = await apply(key, event, stored, deps));
    } catch (error) {
      if (event.type === 'answered' && (event.outcome.status === 'sent' || event.outcome.status === 'accepted')) {
        const lost = { type: 'answer-not-stored', attempt: event.attempt } as const;
        say(decide(stored?.delivery ?? {}, lost, deps.clock.nowMs()).lines, deps.log);
      }
      throw error;
    }
  }
}

const notPrepared = () => Promise.reject(new TypeError('No call was prepared.'));

/** Ends the delivery of a run whose report another one is about to replace in its message. */
export async function replace(key: DeliveryKey, byRunId: string, deps: CarryOutDeps): Promise<Later | Replaced> {
  const { next } = await apply(key, { type: 'replaced', byRunId }, undefined, deps);
  const { outcome } = next.type === 'end' ? next : { outcome: done };
  return outcome.status === 'replaced' || outcome.status === 'later' ? outcome : { status: 'replaced', byRunId };
}

/** Other messages write into the item only that they wait; another holder takes the lease. */
const maxTurns = 4;

/**
 * Lets an event happen to a delivery.
 *
 * What warns is logged before the delivery is stored: a process that dies in between says it again, and after the store no
 * other process would. What tells of success follows the store.
 *
 * @param held - The delivery as the holder of its lease last wrote it. Absent: it is read.
 */
async function apply(
  key: DeliveryKey,
  event: DeliveryEvent,
  held: StoredDelivery | undefined,
  deps: CarryOutDeps,
): Promise<{ readonly stored: StoredDelivery | undefined; readonly next: Next }> {
  let stored = held ?? (await deps.store.read(key));
  let hasWarned = false;
  for (let turn = 0; turn < maxTurns; turn += 1) {
    const found = stored?.delivery ?? {};
    const { delivery, lines, next } = decide(found, event, deps.clock.nowMs());
    const warnings = lines.filter(({ level }) => level !== 'info');
    const successes = lines.filter(({ level }) => level === 'info');
    if (!hasWarned) say(warnings, deps.log);
    hasWarned ||= warnings.length > 0;
    const token = delivery === found ? stored?.token : await writeDelivery(key, delivery, stored?.token, deps);
    if (delivery === found || token !== undefined) {
      say(successes, deps.log);
      return { stored: token === undefined ? undefined : { delivery, token }, next };
    }
    stored = await deps.store.read(key);
    if (held && stored?.delivery.lease?.id !== held.delivery.lease?.id) break;
  }
  if (held) throw new LeaseLostError(key.runId);
  return { stored, next: { type: 'end', outcome: { status: 'later', delayMs: retryBounds.capMs } } };
}

function say(lines: readonly LogLine[], log: Log): void {
  for (const { level, event, fields } of lines) log[level](event, fields);
}

const keptForSeconds = deliveryRetentionDays * 24 * 3600;
const retryBounds = { baseMs: 100, capMs: 1_000 };
const maxWriteAttempts = 3;

/**
 * Writes a delivery if no other write has followed the one with the token `replaces`.
 *
 * @returns The token of the write; undefined when another process has written meanwhile.
 * @throws What the store throws, after three attempts. Retryable.
 */
export async function writeDelivery(
  key: DeliveryKey,
  delivery: Delivery,
  replaces: string | undefined,
  { store, clock, random, newToken }: StoreDeps,
): Promise<string | undefined> {
  const token = newToken();
  const expiresAtSeconds = Math.ceil(clock.nowMs() / 1000) + keptForSeconds;
  const request: DeliveryWrite = { delivery, token, replaces, expiresAtSeconds };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await store.write(key, request)) === 'written' ? token : undefined;
    } catch (error) {
      // The same write again: losing what Telegram has just answered would cost a repeated message.
      if (attempt + 1 >= maxWriteAttempts) throw error;
      await clock.sleep(fullJitterMs(attempt, retryBounds, random));
    }
  }
}
