import { alarmedEvents } from '@pulso/contracts/envelope';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type LogFields } from '@pulso/kit/runtime';
import { defined } from '@pulso/kit/telegram';
import { minuteMs } from '@pulso/kit/time';

import { adviceOnUnanswered } from './advice';
import {
  type Awaited,
  type Delivery,
  type UnansweredEdit,
  type UnansweredSends,
  leavesPlaceholder,
  maxUnansweredPerRevision,
  maxUnansweredPerRun,
  messageToEdit,
} from './delivery';
import {
  type Attempt,
  type Decision,
  type DeliveryOutcome,
  type Later,
  type LogLine,
  type Wanted,
  done,
  media,
} from './events';
import { botApiCallTimeoutMs } from './ports';

/** How far the clocks of two execution environments may be apart. */
const clockMarginMs = 2 * minuteMs;

/** Longer than its holder and a call in flight can live, and over when SQS redelivers after a crash. */
export const leaseMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs;

/** How long an unanswered edit may still take effect. Telegram does not say: this bound is unverified. */
const lateEditMs = 5 * minuteMs;

/** Each pause after an unanswered send is this many times longer: four sends outlast an outage of an hour. */
const pauseGrowth = 5;

/** From this unanswered send on an alarm rings. */
const alarmingUnansweredCount = 2;

/** Makes the call. A new message is counted before it is sent, unless too many had no answer. */
export function call(delivery: Delivery, attempt: Attempt, nowMs: number): Decision {
  const { earlier, messageId, wanted } = attempt;
  const { unanswered } = earlier;
  const next = { type: 'call', attempt } as const;
  if (messageId !== undefined) return { delivery, lines: [], next };
  if (isSpent(unanswered, wanted.revision)) return giveUp(delivery, wanted);
  const counted = {
    revision: wanted.revision,
    count: countOf(unanswered, wanted) + 1,
    runCount: (unanswered?.runCount ?? 0) + 1,
    atMs: nowMs,
  };
  return { delivery: { ...delivery, sendIntent: true, unanswered: counted }, lines: [], next };
}

const countOf = (unanswered: UnansweredSends | undefined, { revision }: Wanted): number =>
  unanswered?.revision === revision ? unanswered.count : 0;

/** Whether this revision is not sent again. */
export const isSpent = (unanswered: UnansweredSends | undefined, ofRevision: number): boolean =>
  unanswered !== undefined &&
  (unanswered.runCount >= maxUnansweredPerRun ||
    (unanswered.revision === ofRevision && unanswered.count >= maxUnansweredPerRevision));

/** When the next send may follow, epoch ms: not before the last one can't arrive any more. */
export const sendAgainAtMs = ({ count, atMs }: UnansweredSends): number => atMs + leaseMs * pauseGrowth ** (count - 1);

/** @throws {TypeError} An intent to send is stored before every send. */
export function knownSends({ unanswered }: Delivery): UnansweredSends {
  if (!unanswered) throw new TypeError('No send is known.');
  return unanswered;
}

/** Gives this revision up. @param reason - Of the last call. Absent: the process that made it has died. */
export function giveUp(delivery: Delivery, wanted: Wanted, reason?: string): Decision {
  const unanswered = { ...knownSends(delivery), isGivenUp: true } as const;
  // A newer revision may have had no send, if the run has used all of them.
  const line = unansweredLine({ ...unanswered, count: countOf(unanswered, wanted) }, wanted, reason);
  return end({ ...withoutLease(delivery), unanswered }, done, line);
}

export function unansweredLine(sends: UnansweredSends, wanted: Wanted, reason: string | undefined): LogLine {
  const { count, runCount, isGivenUp } = sends;
  const isAlarming = isGivenUp || runCount >= alarmingUnansweredCount;
  return log(isAlarming ? 'error' : 'warn', isAlarming ? alarmedEvents.deliveryUnanswered : 'send-unanswered', {
    ...wanted.logFields,
    ...(reason === undefined ? {} : { method: media[wanted.medium].send, reason }),
    sendCount: count,
    ...defined({ isGivenUp }),
    advice: adviceOnUnanswered(sends, wanted),
  });
}

type Wait = Pick<Later, 'delayMs' | 'isForHolder'>;

/** Waits in the queue, and stores that, so that no other message waits for the same. */
export const wait = (delivery: Delivery, wanted: Wanted, later: Wait, nowMs: number): Decision =>
  end(withWaiting(delivery, wanted, later, nowMs), askAgain(delivery, wanted, later));

function withWaiting(delivery: Delivery, wanted: Wanted, { delayMs, isForHolder }: Wait, nowMs: number): Delivery {
  const { shortestPauseMs } = wanted.queued;
  if (shortestPauseMs === undefined) return delivery;
  const waitMs = isForHolder ? delayMs : Math.max(delayMs, shortestPauseMs);
  return { ...delivery, waiting: awaitedOf(wanted, Math.ceil(nowMs + waitMs)) };
}

export const awaitedOf = ({ revision, placeholderMessageId, queued }: Wanted, untilMs: number): Awaited => ({
  messageId: queued.messageId,
  revision,
  ...defined({ placeholderMessageId }),
  untilMs,
});

/** No reader waits for a revision that a message already shows. */
export const askAgain = ({ deliveredRevision }: Delivery, { revision }: Wanted, later: Wait): Later => ({
  ...later,
  status: 'later',
  ...(deliveredRevision === revision ? { isTidying: true } : {}),
});

/** Waits as long as the lease has been held: a live holder ends soon, and the lease of a dead one has to run out. */
export const waitForHolder = ({ takenAtMs, untilMs }: NonNullable<Delivery['lease']>, nowMs: number): Wait => ({
  delayMs: Math.min(Math.max(nowMs - takenAtMs, 1_000), minuteMs, untilMs - nowMs),
  isForHolder: true,
});

/** A message shows it, and is edited once more after any unanswered edit has taken effect. */
export function show(delivery: Delivery, wanted: Wanted, nowMs: number, ...lines: readonly LogLine[]): Decision {
  const { deliveredRevision, unansweredEdit } = delivery;
  const left = leavesPlaceholder(delivery, wanted.placeholderMessageId);
  const outcome = { status: 'done', isShown: true, leavesPlaceholder: left } as const;
  const isCovered = unansweredEdit && !wanted.isProgress && deliveredRevision === wanted.revision;
  if (!isCovered) return end(delivery, outcome, ...lines);
  const delayMs = unansweredEdit.untilMs - nowMs;
  return end(withWaiting(delivery, wanted, { delayMs }, nowMs), { ...outcome, editAgainMs: delayMs }, ...lines);
}

/** @returns The unanswered edit of an earlier holder. A leftover lease means that its holder had no answer. */
export function unansweredEditOf(found: Delivery): UnansweredEdit | undefined {
  const { lease, unansweredEdit } = found;
  if (!lease || messageToEdit(found, lease.placeholderMessageId) === undefined) return unansweredEdit;
  return {
    revision: Math.max(lease.revision, unansweredEdit?.revision ?? 0),
    untilMs: lease.takenAtMs + lateEditMs,
  };
}

export const withoutWaiting = ({ waiting: _, ...rest }: Delivery): Delivery => rest;

export const withoutLease = ({ lease: _, ...rest }: Delivery): Delivery => rest;

/** Releases the lease. A known outcome of this send answers every earlier one as well. */
export function settle(delivery: Delivery, { earlier: { unanswered } }: Attempt): Delivery {
  const { lease: _, sendIntent: __, unanswered: ___, ...rest } = delivery;
  return { ...rest, ...defined({ unanswered }) };
}

/** Releases the lease after a refusal, which says nothing about an earlier send. */
export const release = (delivery: Delivery, attempt: Attempt): Delivery => ({
  ...settle(delivery, attempt),
  ...defined({ sendIntent: attempt.earlier.sendIntent }),
});

export const end = (delivery: Delivery, outcome: DeliveryOutcome = done, ...lines: readonly LogLine[]): Decision => ({
  delivery,
  lines,
  next: { type: 'end', outcome },
});

export const log = (level: LogLine['level'], event: string, fields: LogFields): LogLine => ({ level, event, fields });
