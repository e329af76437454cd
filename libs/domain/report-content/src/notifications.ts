import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type Value } from './answers';
import { isSameNumber, referenceOf } from './history';

type WatchedNumber = NonNullable<ReportPlan['notifyOn']>[number];

/** A number is more or less than usual, or usual again. */
type Change = NonNullable<ReportContent['notifications']>[number];

/** A change of which readers were notified. */
type Notification = Change & { readonly runId: string; readonly windowEndMs: number };

/** Recent notifications of a report that is sent only for its anomalies. */
export interface Notified {
  /** The end of the newest decided window, epoch ms. Older windows notify of nothing. */
  readonly decidedEndMs: number;
  /** In the order of time. */
  readonly sent: readonly Notification[];
}

/** The earliest repetition of a notification. */
const repeatedAfterMs = 6 * hourMs;

/** An anomaly that was not repeated for this long is over: the watch was off, or the question has changed. */
const openForMs = dayMs;

/** Enough for more than a week. */
const maxSentCount = 100;

/**
 * Decides which of a closed report's anomalies become notifications: at most one in six hours for each number and
 * direction, and one when the number is usual again.
 *
 * An anomaly ends within the baseline. Partial recovery and quiet nights do not end it. While requests are missing, nothing
 * ends, since nobody knows how many would fail. A run whose window was decided before repeats its notifications, except
 * for what has changed since. A run with an older window has none.
 *
 * @param values - As the report judges them. Values without a baseline decide nothing.
 * @param read - The notifications before. Absent: none.
 * @returns `state`: the new state to store. Absent: nothing has changed.
 */
export function decideNotifications(
  { runId, plan, publishedRevision }: { runId: string; plan: ReportPlan; publishedRevision?: number | undefined },
  values: readonly Value[],
  read: Notified | undefined,
): { readonly notifications: readonly Change[]; readonly state?: Notified } {
  const { windowEndMs, notifyOn: watched = [] } = plan;
  const sent = read?.sent ?? [];
  if (read && read.decidedEndMs >= windowEndMs) {
    const isOld = (each: Notification, index: number) =>
      sent.slice(index + 1).some((later) => isSameNumber(later, each));
    // If readers may have seen some of it, they get all of it.
    const shown = publishedRevision === undefined ? sent.filter((each, index) => !isOld(each, index)) : sent;
    const own = shown.filter((each) => each.runId === runId);
    return { notifications: own.map(({ change, ...number }) => ({ ...referenceOf(number), change })) };
  }
  const known = watched.flatMap((number) => {
    const value = values.find((each) => isSameNumber(each, number));
    return value?.baseline ? [{ number, state: stateOf(value, number) }] : [];
  });
  if (known.length === 0) return { notifications: [] };
  const lastOf = (number: WatchedNumber, kind?: State): Notification | undefined =>
    sent.findLast((each) => isSameNumber(each, number) && (kind === undefined || each.change === kind));
  const ageMsOf = (last: Notification): number => windowEndMs - last.windowEndMs;
  const open = (number: WatchedNumber): Change['change'] | undefined => {
    const last = lastOf(number);
    return last && ageMsOf(last) <= openForMs ? last.change : undefined;
  };
  const isMissing = known.some(({ number, state }) => state === 'fell' || (open(number) === 'fell' && state === 'low'));
  const notifications = known.flatMap(({ number, state }): Change[] => {
    if (state === 'fell' || state === 'rose') {
      const same = lastOf(number, state);
      return same && ageMsOf(same) < repeatedAfterMs ? [] : [{ ...referenceOf(number), change: state }];
    }
    return isMissing || !ends[state].includes(open(number)) ? [] : [{ ...referenceOf(number), change: 'back' }];
  });
  const next = {
    decidedEndMs: windowEndMs,
    sent: [...sent, ...notifications.map((change) => ({ ...change, runId, windowEndMs }))].slice(-maxSentCount),
  };
  return { notifications, state: next };
}

/** `low`, `high`: outside the baseline, but no anomaly. */
type State = 'fell' | 'rose' | 'low' | 'high' | 'usual';

function stateOf({ value, baseline, isAnomaly }: Value, { falls }: WatchedNumber): State {
  if (!baseline) return 'usual';
  if (value > baseline.high) return isAnomaly ? 'rose' : 'high';
  if (!falls) return 'usual';
  if (value < baseline.low) return isAnomaly ? 'fell' : 'low';
  // If the baseline includes 0, a 0 says nothing.
  return value === 0 ? 'low' : 'usual';
}

/** The open changes that a state ends. */
const ends: Readonly<Record<Exclude<State, 'fell' | 'rose'>, readonly unknown[]>> = {
  usual: ['fell', 'rose'],
  low: ['rose'],
  high: ['fell'],
};
