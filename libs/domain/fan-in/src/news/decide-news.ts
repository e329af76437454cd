import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/text-limits';

import { toldNewsExpiresAtSeconds } from '../pacing';
import { type Change, type ToldNews } from '../ports';
import { type OpenedRun } from '../run';

type Value = ReportContent['values'][number];
type WatchedNumber = NonNullable<ReportPlan['news']>[number];

/** The same is told again so long after it was told, at the earliest. */
const repeatedAfterMs = 6 * 3_600_000;

/** A few days of them: with those of three kinds every six hours and their ends, more than a week. */
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
 * A run whose window was decided before tells the same again. One whose window is older than that says nothing: what it has
 * seen is old news by then.
 *
 * @param values - As the report judges them. One without an answer, or of which too little is known, is no news.
 * @param read - What was told before. Absent: nothing.
 */
export function decideNews(
  { runId, plan }: OpenedRun,
  values: readonly Value[],
  read: ToldNews | undefined,
): DecidedNews {
  const { reportId, windowEndMs, news: watched = [] } = plan;
  const told = read?.told ?? [];
  if (read && read.decidedEndMs >= windowEndMs) {
    return { news: told.filter((each) => each.runId === runId).map(changeOf) };
  }
  const known = watched.flatMap((number) => {
    const value = values.find((each) => isSame(each, number));
    return value?.usualRange ? [{ number, state: stateOf(value, number) }] : [];
  });
  if (known.length === 0) return { news: [] };
  const news = known.flatMap(({ number, state }): Change[] => {
    const before = told.filter((each) => isSame(each, number));
    const change = changeFrom(before, state, windowEndMs);
    return change ? [{ ...referenceOf(number), change }] : [];
  });
  const kept = {
    reportId,
    decidedEndMs: windowEndMs,
    told: [...told, ...news.map((change) => ({ ...change, runId, windowEndMs }))].slice(-maxToldCount),
    expiresAtSeconds: toldNewsExpiresAtSeconds(windowEndMs),
  };
  return { news, kept };
}

type State = 'fell' | 'rose' | 'usual';

function stateOf({ value, usualRange, isUnusual }: Value, { falls }: WatchedNumber): State {
  if (!isUnusual || !usualRange) return 'usual';
  if (value > usualRange.high) return 'rose';
  return falls ? 'fell' : 'usual';
}

/** @param before - What was told of the same number, in the order of time. */
function changeFrom(before: ToldNews['told'], state: State, windowEndMs: number): Change['change'] | undefined {
  const last = before.at(-1);
  if (state === 'usual') return last && last.change !== 'back' ? 'back' : undefined;
  const same = before.findLast(({ change }) => change === state);
  return same && windowEndMs - same.windowEndMs < repeatedAfterMs ? undefined : state;
}

const isSame = (
  one: Pick<Value, 'queryId' | 'numberId'>,
  other: { readonly queryId: string; readonly numberId?: string | undefined },
): boolean => one.queryId === other.queryId && one.numberId === other.numberId;

const referenceOf = ({ queryId, numberId }: WatchedNumber | Change) => ({ queryId, ...defined({ numberId }) });

const changeOf = (change: Change): Change => ({ ...referenceOf(change), change: change.change });
