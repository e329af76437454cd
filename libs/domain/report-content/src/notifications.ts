import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type Value } from './answers';
import { isSameNumber, referenceOf } from './history';

type WatchedNumber = NonNullable<ReportPlan['notifyOn']>[number];

/** What became of a number: more or less than usual, or usual again. */
type Change = NonNullable<ReportContent['notifications']>[number];

/** A change of which the readers of a report were notified. */
type Notification = Change & { readonly runId: string; readonly windowEndMs: number };

/** Of what the readers of a report that is sent for its anomalies alone have been notified lately. */
export interface Notified {
  /** The end of the newest window that was decided, epoch ms. Earlier ones notify of nothing. */
  readonly decidedEndMs: number;
  /** In the order of time. */
  readonly sent: readonly Notification[];
}

/** The earliest repetition of a notification. */
const repeatedAfterMs = 6 * hourMs;

/** An anomaly of which nothing was repeated for so long is over: the watch was off, or the question is another one. */
const openForMs = dayMs;

/** Three kinds every six hours, and their ends: more than a week. */
const maxSentCount = 100;

/**
 * Decides of which of a closed report's anomalies its readers are notified: at most once in six hours of each number and
 * direction, and once that the number is usual again.
 *
 * An anomaly ends within the baseline. Partial recovery and quiet nights do not end it. While requests are missing, nothing
 * can be said of how many would fail. A run whose window was decided before notifies of the same again, but for what has
 * changed since; one whose window is older, of nothing.
 *
 * @param values - As the report judges them. One without an answer, or without a baseline, decides nothing.
 * @param read - Of what readers were notified before. Absent: nothing.
 * @returns `kept`: what is to be kept because of that; absent: nothing has changed.
 */
export function decideNotifications(
  { runId, plan, publishedRevision }: { runId: string; plan: ReportPlan; publishedRevision?: number | undefined },
  values: readonly Value[],
  read: Notified | undefined,
): { readonly notifications: readonly Change[]; readonly kept?: Notified } {
  const { windowEndMs, notifyOn: watched = [] } = plan;
  const sent = read?.sent ?? [];
  if (read && read.decidedEndMs >= windowEndMs) {
    const isOld = (each: Notification, index: number) =>
      sent.slice(index + 1).some((later) => isSameNumber(later, each));
    // Where readers may have seen some of it, they get all of it.
    const shown = publishedRevision === undefined ? sent.filter((each, index) => !isOld(each, index)) : sent;
    return { notifications: shown.filter((each) => each.runId === runId).map(changeOf) };
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
  const kept = {
    decidedEndMs: windowEndMs,
    sent: [...sent, ...notifications.map((change) => ({ ...change, runId, windowEndMs }))].slice(-maxSentCount),
  };
  return { notifications, kept };
}

/** `low`, `high`: neither within what is usual nor far from it. */
type State = 'fell' | 'rose' | 'low' | 'high' | 'usual';

function stateOf({ value, baseline, isAnomaly }: Value, { falls }: WatchedNumber): State {
  if (!baseline) return 'usual';
  if (value > baseline.high) return isAnomaly ? 'rose' : 'high';
  if (!falls) return 'usual';
  if (value < baseline.low) return isAnomaly ? 'fell' : 'low';
  // Where the baseline reaches 0, a 0 says nothing.
  return value === 0 ? 'low' : 'usual';
}

/** Which open change a state ends. */
const ends: Readonly<Record<Exclude<State, 'fell' | 'rose'>, readonly unknown[]>> = {
  usual: ['fell', 'rose'],
  low: ['rose'],
  high: ['fell'],
};

const changeOf = (change: Change): Change => ({ ...referenceOf(change), change: change.change });
