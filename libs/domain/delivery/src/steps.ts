import { alarmedEvents } from '@pulso/contracts/envelope';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type LogFields } from '@pulso/kit/runtime';
import { defined } from '@pulso/kit/telegram';

import { adviceOnUnanswered } from './advice';
import {
  type Awaited,
  type Delivery,
  type UnansweredEdit,
  type UnansweredSends,
  maxUnansweredPerRevision,
  maxUnansweredPerRun,
  leavesPlaceholder,
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
} from './events';
import { botApiCallTimeoutMs } from './ports';

/** How far clocks of two execution environments may be apart before a lease looks over too early. Milliseconds. */
const clockMarginMs = 120_000;

/**
 * How long a lease lasts, milliseconds: longer than its holder can live plus a call that the holder left in flight,
 * and shorter than the queue's visibility timeout, so that the redelivery after a crash finds it over.
 */
export const leaseMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs;

/** How long after its time a message that waits may come, ms: after a crash its visibility timeout has to end. */
export const graceMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

/** From so many on an operator hears of it: one lost answer is nothing, a second one is a receiver that does not answer. */
const alarmingUnansweredCount = 2;

/** So many times the pause before it is each pause: the four sends of a revision outlast an outage of an hour. */
const pauseGrowth = 5;

interface UnansweredCall {
  readonly method: string;
  readonly reason: string;
}

export function unansweredLine(
  { count, runCount }: Pick<UnansweredSends, 'count' | 'runCount'>,
  { logFields, runAgain, isProgress }: Wanted,
  failed: UnansweredCall | undefined,
  isGivenUp?: true,
): LogLine {
  const isAlarming = isGivenUp || runCount >= alarmingUnansweredCount;
  const end = isProgress ? 'progress' : 'repeated';
  return log(isAlarming ? 'error' : 'warn', isAlarming ? alarmedEvents.deliveryUnanswered : 'send-unanswered', {
    ...logFields,
    ...failed,
    sendCount: count,
    ...defined({ isGivenUp }),
    advice: adviceOnUnanswered({ count, runCount }, isGivenUp ? 'given-up' : end, runAgain),
  });
}

/**
 * Sends this revision no more.
 *
 * @param failed - The last call. Absent: the process that made it has died.
 */
export function giveUp(delivery: Delivery, wanted: Wanted, failed?: UnansweredCall): Decision {
  const unanswered = knownSends(delivery);
  // Where the run has had all its sends, a newer revision may have had none.
  const count = unanswered.revision === wanted.revision ? unanswered.count : 0;
  const line = unansweredLine({ ...unanswered, count }, wanted, failed, true);
  return ended({ ...withoutLease(delivery), unanswered: { ...unanswered, isGivenUp: true } }, done, [line]);
}

/** Makes the call. A new message is counted before it is sent, unless so many had no answer that none is. */
export function call(delivery: Delivery, attempt: Attempt, nowMs: number): Decision {
  const { earlier, messageId, wanted } = attempt;
  const { unanswered } = earlier;
  const next = { type: 'call', attempt } as const;
  if (messageId !== undefined) return { delivery, lines: [], next };
  if (isSpent(unanswered, wanted.revision)) return giveUp(delivery, wanted);
  const count = unanswered?.revision === wanted.revision ? unanswered.count : 0;
  const counted = {
    revision: wanted.revision,
    count: count + 1,
    runCount: (unanswered?.runCount ?? 0) + 1,
    atMs: nowMs,
  };
  return { delivery: { ...delivery, sendIntent: true, unanswered: counted }, lines: [], next };
}

/** A message shows it. It is said once more when an edit without an answer can't cover it any more. */
export function sayAgainLater(delivery: Delivery, wanted: Wanted, nowMs: number): Decision {
  const { deliveredRevision, unansweredEdit } = delivery;
  const outcome = {
    status: 'shown',
    leavesPlaceholder: leavesPlaceholder(delivery, wanted.placeholderMessageId),
  } as const;
  if (!unansweredEdit || wanted.isProgress || deliveredRevision !== wanted.revision) return ended(delivery, outcome);
  const sayAgainMs = unansweredEdit.untilMs - nowMs;
  return ended(wait(delivery, wanted, { delayMs: sayAgainMs }, nowMs).delivery, { ...outcome, sayAgainMs });
}

/** Waits in the queue, and lets other messages know, so that none waits for the same. */
export function wait(
  delivery: Delivery,
  wanted: Wanted,
  later: Pick<Later, 'delayMs' | 'isForHolder'>,
  nowMs: number,
): Decision {
  const { shortestPauseMs } = wanted.queued;
  const { delayMs, isForHolder } = later;
  const waiting =
    shortestPauseMs !== undefined &&
    awaitedOf(wanted, Math.ceil(nowMs + (isForHolder ? delayMs : Math.max(delayMs, shortestPauseMs))));
  return ended(waiting ? { ...delivery, waiting } : delivery, askAgain(delivery, wanted, later));
}

/** No reader waits for what is there and is only said once more. */
export const askAgain = (
  { deliveredRevision }: Delivery,
  { revision }: Wanted,
  later: Pick<Later, 'delayMs' | 'isForHolder'>,
): Later => ({ ...later, status: 'later', ...(deliveredRevision === revision ? { isTidying: true } : {}) });

export const awaitedOf = ({ revision, placeholderMessageId, queued }: Wanted, untilMs: number): Awaited => ({
  messageId: queued.messageId,
  revision,
  ...defined({ placeholderMessageId }),
  untilMs,
});

/** Whether this revision is not sent again. */
export const isSpent = (unanswered: UnansweredSends | undefined, ofRevision: number): boolean =>
  unanswered !== undefined &&
  (unanswered.runCount >= maxUnansweredPerRun ||
    (unanswered.revision === ofRevision && unanswered.count >= maxUnansweredPerRevision));

/** When the next send may follow, epoch ms: at the earliest when the last one can't arrive any more. */
export const sendAgainAtMs = ({ count, atMs }: UnansweredSends): number => atMs + leaseMs * pauseGrowth ** (count - 1);

/** @throws {TypeError} An intent to send is stored before every send. */
export function knownSends({ unanswered }: Delivery): UnansweredSends {
  if (!unanswered) throw new TypeError('No send is known.');
  return unanswered;
}

/** Waits as long as the lease has been held: a live holder ends soon, and the lease of a dead one has to run out. */
export const waitForHolder = (
  { takenAtMs, untilMs }: NonNullable<Delivery['lease']>,
  nowMs: number,
): Pick<Later, 'delayMs' | 'isForHolder'> => ({
  delayMs: Math.min(Math.max(nowMs - takenAtMs, 1_000), 60_000, untilMs - nowMs),
  isForHolder: true,
});

/** How long after it was made an edit without an answer may take effect, ms. Telegram does not say: this bound is unverified. */
const lateEditMs = 5 * 60_000;

/** @returns The edit that an earlier holder has left without an answer: what is known ends the lease, and it has left one. */
export function unansweredEditOf(found: Delivery): UnansweredEdit | undefined {
  const { lease, unansweredEdit } = found;
  if (!lease || messageToEdit(found, lease.placeholderMessageId) === undefined) return unansweredEdit;
  return {
    revision: Math.max(lease.revision, unansweredEdit?.revision ?? 0),
    untilMs: lease.takenAtMs + lateEditMs,
  };
}

export const isUnchanged = ({ fingerprint, unansweredEdit }: Delivery, wanted: string | undefined): boolean =>
  wanted !== undefined && fingerprint === wanted && unansweredEdit === undefined;

/** Whether the message shows a report, and not just progress or a notice. */
export const isReportShown = ({ deliveredRevision, isPreliminary }: Delivery): boolean =>
  deliveredRevision !== undefined && !isPreliminary;

export const withoutWaiting = ({ waiting: _, ...rest }: Delivery): Delivery => rest;

export const withoutLease = ({ lease: _, ...rest }: Delivery): Delivery => rest;

/** Forgets the message or placeholder, which can't be edited any more. */
export const withoutMessage = ({ messageId, unansweredEdit: _, ...rest }: Delivery, { wanted }: Attempt): Delivery => ({
  ...rest,
  lostMessageId: rest.lostMessageId ?? messageId ?? wanted.placeholderMessageId,
});

/** Gives the lease back once what became of this holder's send is known. An answer answers every earlier send as well. */
export function settle(delivery: Delivery, { earlier: { unanswered } }: Attempt): Delivery {
  const { lease: _, sendIntent: __, unanswered: ___, ...rest } = delivery;
  return { ...rest, ...defined({ unanswered }) };
}

/** Gives the lease back after a known refusal. It says nothing about an earlier send, which may have arrived. */
export const release = (delivery: Delivery, attempt: Attempt): Delivery => ({
  ...settle(delivery, attempt),
  ...defined({ sendIntent: attempt.earlier.sendIntent }),
});

export const ended = (
  delivery: Delivery,
  outcome: DeliveryOutcome = done,
  lines: readonly LogLine[] = [],
): Decision => ({
  delivery,
  lines,
  next: { type: 'end', outcome },
});

export const log = (level: LogLine['level'], event: string, fields: LogFields): LogLine => ({ level, event, fields });
