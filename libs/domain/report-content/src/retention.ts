import { type PlannedQuery, type PlannedRetention, traitsOf } from '@pulso/contracts/report-plan';
import { type FailureReason } from '@pulso/contracts/run-events';
import { dayMs } from '@pulso/kit/time';

import { type Answers, type Success, joined, missingAs, nothing, roundedTo2, unexpected } from './answers';
import { type HistoryEntry, type NewPeople } from './history';
import { noHistory, notYet } from './sums';

/** People who came on a day, by the days since their first request. Days count from 1970, in UTC. */
interface Seen {
  readonly day: number;
  readonly age: number;
  readonly people: number;
}

/** The people who were new on a day, and those of them who came back on a later one. */
interface Cohort {
  readonly newOn: number;
  readonly backOn: number;
  readonly size: number;
  readonly back: number;
}

/** What a question about people who come back says. */
interface Retention {
  readonly answers: Answers;
  /** To be kept for later reports. Absent where the answer can't be read. */
  readonly newPeople?: NewPeople;
}

/**
 * Computes how many of the people who were new on a day came back so many days later, over the days of the question's
 * window, in percent.
 *
 * Its own rows say how many were new on days of the window, the history says it of days before. A day of which that is not
 * known does not count at all.
 *
 * @param own - Entries of the same report, in any order.
 */
export function retentionOf(query: PlannedQuery, outcome: Success, own: readonly HistoryEntry[]): Retention {
  const { retention = [], window, definition, queryId } = query;
  const seen = seenOf(outcome);
  if (!seen || !window) return { answers: missingAs(query, unexpected('The query gave no people by day and age.')) };
  const firstDay = Math.round(window.startMs / dayMs);
  const dayCount = Math.round((window.endMs - window.startMs) / dayMs);
  const days = Array.from({ length: dayCount }, (_, index) => firstDay + index);
  const newPeople = { queryId, definition, firstDay, counts: days.map((day) => peopleOf(seen, day, 0)) };
  const sizes = sizesOf(newPeople, own);
  return {
    newPeople,
    answers: joined(
      retention.map((wanted) => {
        const cohorts = days.flatMap((backOn) => cohortOf(backOn, wanted, seen, sizes));
        const unknown = cohorts.length === 0 ? reasonOfUnknown(firstDay + dayCount - wanted.afterDays, own) : undefined;
        const inhabited = cohorts.filter(({ size }) => size > 0);
        return shareOf(query, wanted, unknown ?? recognised(inhabited, seen));
      }),
    ),
  };
}

/** @returns undefined where a row says something else, or rows were left out. */
function seenOf({ rows, omittedRowCount = 0 }: Success): Seen[] | undefined {
  const seen = rows.map((row) => {
    const text = (name: string): string => row.find(({ field }) => field === name)?.value ?? '';
    const day = Date.parse(`${text('day').replace(' ', 'T')}Z`) / dayMs;
    return { day, age: numberIn(text('age')), people: numberIn(text('people')) };
  });
  const isReadable = seen.every(({ day, age, people }) => Number.isInteger(day) && age >= 0 && people >= 0);
  return isReadable && omittedRowCount === 0 ? seen : undefined;
}

const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));

const peopleOf = (seen: readonly Seen[], day: number, age: number): number =>
  seen.find((one) => one.day === day && one.age === age)?.people ?? 0;

/** @returns How many people were new, by day. The newest count of a day is right. */
function sizesOf(newest: NewPeople, own: readonly HistoryEntry[]): ReadonlyMap<number, number> {
  const { queryId, definition } = newest;
  const earlier = own
    .toSorted((a, b) => a.windowEndMs - b.windowEndMs)
    .flatMap(({ newPeople = [] }) => newPeople)
    .filter((counted) => counted.queryId === queryId && counted.definition === definition);
  return new Map(
    [...earlier, newest].flatMap(({ firstDay, counts }) => counts.map((count, index) => [firstDay + index, count])),
  );
}

function cohortOf(
  backOn: number,
  { afterDays }: PlannedRetention,
  seen: readonly Seen[],
  sizes: ReadonlyMap<number, number>,
): Cohort[] {
  const newOn = backOn - afterDays;
  const size = sizes.get(newOn);
  if (size === undefined) return [];
  const back = peopleOf(seen, backOn, afterDays);
  // Who came back was new then, whenever the record of that was found.
  return [{ newOn, backOn, size: Math.max(size, back), back }];
}

/** @param day - The day after the last one on which the people were new. */
const reasonOfUnknown = (day: number, own: readonly HistoryEntry[]): FailureReason =>
  own.some(({ windowStartMs }) => windowStartMs < day * dayMs) ? noHistory : notYet;

const notRecognised: FailureReason = {
  code: 'not-recognised',
  message: 'No person who came was known that long ago, or their pseudonyms were others then.',
};

/**
 * Leaves out the cohorts that could not be recognised: under another pseudonym key everyone is new once more. No record
 * says that the key has changed. So a person must have come on that day or later who was new no later than the cohort.
 *
 * @returns Why none is left, where there are any: 0 % would be a guess.
 */
function recognised(cohorts: readonly Cohort[], seen: readonly Seen[]): readonly Cohort[] | FailureReason {
  const left = cohorts.filter(({ newOn, backOn }) => seen.some(({ day, age }) => day >= backOn && day - age <= newOn));
  return left.length === 0 && cohorts.length > 0 ? notRecognised : left;
}

/** Where no person was new, none can come back. */
function shareOf(
  { queryId }: PlannedQuery,
  wanted: PlannedRetention,
  cohorts: readonly Cohort[] | FailureReason,
): Answers {
  const { numberId, title } = wanted;
  if ('code' in cohorts) return missingAs({ queryId, title }, cohorts);
  const part = cohorts.reduce((sum, { back }) => sum + back, 0);
  const of = cohorts.reduce((sum, { size }) => sum + size, 0);
  if (of === 0) return nothing;
  const value = roundedTo2((100 * part) / of);
  return { ...nothing, values: [{ queryId, numberId, title, value, part, of, ...traitsOf(wanted) }] };
}
