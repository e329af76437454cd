import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { toldNewsExpiresAtSeconds } from '../pacing';
import { type Change, type ToldNews } from '../ports';
import { type OpenedRun } from '../run';

type Value = ReportContent['values'][number];
type Told = ToldNews['told'][number];
type WatchedNumber = NonNullable<ReportPlan['news']>[number];

/** The same is told again so long after it was told, at the earliest. */
const repeatedAfterMs = 6 * 3_600_000;

/** What has not been told again for so long is over, whatever it was: the watch was off, or the question is another one. */
const openForMs = 24 * 3_600_000;

/** Of three kinds every six hours, and their ends: more than a week. */
const maxToldCount = 100;

/** What a run tells, and what is to be kept because of that. */
export interface DecidedNews {
  readonly news: readonly Change[];
  /** Absent: nothing has changed. */
  readonly kept?: ToldNews;
}

/**
 * Decides which of a closed report's numbers are news: what has become unusual, at most once in six hours for each number
 * and direction, and that it is usual again, once.
 *
 * It is over where it is within what is usual: half a recovery is none, nor are the few requests of a night that would not be
 * missed. While requests are missing, nothing can be said of how many would fail.
 *
 * A run whose window was decided before tells the same again, but for what has changed since. One whose window is older than
 * that says nothing: what it has seen is old news by then.
 *
 * @param values - As the report judges them. One without an answer, or of which too little is known, is no news.
 * @param read - What was told before. Absent: nothing.
 */
export function decideNews(
  { runId, plan, publishedRevision }: OpenedRun,
  values: readonly Value[],
  read: ToldNews | undefined,
): DecidedNews {
  const { reportId, windowEndMs, news: watched = [] } = plan;
  const told = read?.told ?? [];
  if (read && read.decidedEndMs >= windowEndMs) {
    const isOld = (each: Told, index: number) => told.slice(index + 1).some((later) => isSame(later, each));
    // Where readers may have seen some of it, they get all of it.
    const shown = publishedRevision === undefined ? told.filter((each, index) => !isOld(each, index)) : told;
    return { news: shown.filter((each) => each.runId === runId).map(changeOf) };
  }
  const known = watched.flatMap((number) => {
    const value = values.find((each) => isSame(each, number));
    return value?.usualRange ? [{ number, state: stateOf(value, number) }] : [];
  });
  if (known.length === 0) return { news: [] };
  const open = (number: WatchedNumber): Change['change'] | undefined => {
    const last = told.findLast((each) => isSame(each, number));
    return last && windowEndMs - last.windowEndMs <= openForMs ? last.change : undefined;
  };
  const isMissing = known.some(({ number, state }) => state === 'fell' || (open(number) === 'fell' && state === 'low'));
  const news = known.flatMap(({ number, state }): Change[] => {
    const before = told.filter((each) => isSame(each, number));
    const change = changeFrom(before, open(number), state, windowEndMs);
    return change === undefined || (change === 'back' && isMissing) ? [] : [{ ...referenceOf(number), change }];
  });
  const kept = {
    reportId,
    decidedEndMs: windowEndMs,
    told: [...told, ...news.map((change) => ({ ...change, runId, windowEndMs }))].slice(-maxToldCount),
    expiresAtSeconds: toldNewsExpiresAtSeconds(windowEndMs),
  };
  return { news, kept };
}

/** `low`, `high`: neither within what is usual nor far from it. */
type State = 'fell' | 'rose' | 'low' | 'high' | 'usual';

function stateOf({ value, usualRange, isUnusual }: Value, { falls }: WatchedNumber): State {
  if (!usualRange) return 'usual';
  if (value > usualRange.high) return isUnusual ? 'rose' : 'high';
  if (!falls) return 'usual';
  if (value < usualRange.low) return isUnusual ? 'fell' : 'low';
  // Where none is usual, none says nothing.
  return value === 0 ? 'low' : 'usual';
}

/**
 * @param before - What was told of the same number, in the order of time.
 * @param open - What it has been since. Absent, or `back`: as usual.
 */
function changeFrom(
  before: ToldNews['told'],
  open: Change['change'] | undefined,
  state: State,
  windowEndMs: number,
): Change['change'] | undefined {
  if (state === 'usual') return open === 'fell' || open === 'rose' ? 'back' : undefined;
  if (state === 'low') return open === 'rose' ? 'back' : undefined;
  if (state === 'high') return open === 'fell' ? 'back' : undefined;
  const same = before.findLast(({ change }) => change === state);
  return same && windowEndMs - same.windowEndMs < repeatedAfterMs ? undefined : state;
}

const isSame = (
  one: Pick<Value, 'queryId' | 'numberId'>,
  other: { readonly queryId: string; readonly numberId?: string | undefined },
): boolean => one.queryId === other.queryId && one.numberId === other.numberId;

const referenceOf = ({ queryId, numberId }: WatchedNumber | Change) => ({ queryId, ...defined({ numberId }) });

const changeOf = (change: Change): Change => ({ ...referenceOf(change), change: change.change });
