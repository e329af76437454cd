import { deliveryRetentionDays } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { dayMs, fullJitterMs } from '@pulso/kit/time';

import { decide } from './decide';
import { type Delivery, type DeliveryKey, type StoredDelivery } from './delivery';
import { LeaseLostError } from './errors';
import {
  type Attempt,
  type CallOutcome,
  type Decision,
  type DeliveryEvent,
  type DeliveryOutcome,
  type Later,
  type LogLine,
  type Wanted,
} from './events';
import { type DeliverDeps } from './ports';

/** What to deliver, and how. */
export interface Outgoing {
  readonly wanted: Omit<Wanted, 'queued'>;
  readonly call?: Call;
  /** Prepares the call under the lease. @returns The event, and the call that can be made now. */
  readonly prepare?: (attempt: Attempt) => Promise<{ readonly event: DeliveryEvent; readonly call?: Call }>;
}

export type Call = (attempt: Attempt) => Promise<CallOutcome>;

/**
 * Delivers something step by step: stores what {@link decide} says, and makes the calls.
 *
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws What the store throws, and what makes a service unreachable. Retryable: nothing was sent.
 */
export async function carryOut(
  key: DeliveryKey,
  { prepare = notPrepared, call = notPrepared, ...outgoing }: Outgoing,
  deps: DeliverDeps,
): Promise<Exclude<DeliveryOutcome, { status: 'failed' }>> {
  const { messageId, shortestPauseMs } = deps;
  const wanted = { ...outgoing.wanted, queued: { messageId, shortestPauseMs } };
  let event: DeliveryEvent = { type: 'wanted', wanted, leaseId: deps.newToken() };
  let stored: StoredDelivery | undefined;
  let next: Decision['next'];
  for (;;) {
    try {
      ({ stored, next } = await apply(key, event, stored, deps));
    } catch (error) {
      if (event.type === 'answered' && (event.outcome.status === 'sent' || event.outcome.status === 'accepted')) {
        const lost = { type: 'answer-not-stored', attempt: event.attempt } as const;
        say(decide(stored?.delivery ?? {}, lost, deps.clock.nowMs()).lines, deps.log);
      }
      throw error;
    }
    if (next.type === 'end') {
      if (next.outcome.status === 'failed') throw next.outcome.error;
      return next.outcome;
    }
    const { attempt } = next;
    if (next.type === 'prepare') ({ event, call = notPrepared } = await prepare(attempt));
    else event = { type: 'answered', attempt, outcome: await call(attempt) };
  }
}

const notPrepared = () => Promise.reject(new TypeError('No call was prepared.'));

/** Ends the delivery of a run whose report another one replaces. @returns The ended delivery, or when to try again. */
export async function replace(key: DeliveryKey, byRunId: string, deps: DeliverDeps): Promise<Delivery | Later> {
  const { stored, next } = await apply(key, { type: 'replaced', byRunId }, undefined, deps);
  return next.type === 'end' && next.outcome.status === 'later' ? next.outcome : (stored?.delivery ?? {});
}

const maxTurns = 4;

/**
 * Applies an event to a delivery.
 *
 * Warnings are logged before the store, so that a process that dies in between can't lose them; successes after it.
 *
 * @param held - The delivery as the holder of its lease last wrote it. Absent: it is read.
 */
export async function apply(
  key: DeliveryKey,
  event: DeliveryEvent,
  held: StoredDelivery | undefined,
  deps: DeliverDeps,
): Promise<{ readonly stored: StoredDelivery | undefined; readonly next: Decision['next'] }> {
  let stored = held ?? (await deps.store.read(key));
  let hasWarned = false;
  for (let turn = 0; turn < maxTurns; turn += 1) {
    const found = stored?.delivery ?? {};
    const { delivery, lines, next } = decide(found, event, deps.clock.nowMs());
    const warnings = lines.filter(({ level }) => level !== 'info');
    const successes = lines.filter(({ level }) => level === 'info');
    if (!hasWarned) say(warnings, deps.log);
    hasWarned ||= warnings.length > 0;
    const token = delivery === found ? stored?.token : await write(key, delivery, stored?.token, deps);
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

const retentionSeconds = (deliveryRetentionDays * dayMs) / 1000;
const retryBounds = { baseMs: 100, capMs: 1_000 };
const maxWriteAttempts = 3;

/**
 * Writes a delivery if its last write still has the token `replaces`.
 *
 * @returns The token of this write; undefined when another process has written meanwhile.
 * @throws What the store throws, after three attempts. Retryable.
 */
async function write(
  key: DeliveryKey,
  delivery: Delivery,
  replaces: string | undefined,
  { store, clock, random, newToken }: DeliverDeps,
): Promise<string | undefined> {
  const token = newToken();
  const expiresAtSeconds = Math.ceil(clock.nowMs() / 1000) + retentionSeconds;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const outcome = await store.write(key, { delivery, token, replaces, expiresAtSeconds });
      return outcome === 'written' ? token : undefined;
    } catch (error) {
      // Without the stored answer the message would be sent again.
      if (attempt + 1 >= maxWriteAttempts) throw error;
      await clock.sleep(fullJitterMs(attempt, retryBounds, random));
    }
  }
}
