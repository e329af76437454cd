import { type PlannedQuery, traitsOf } from '@pulso/contracts/report-plan';
import { type FailureReason } from '@pulso/contracts/run-events';
import { dayMs } from '@pulso/kit/time';

import { type Answers, type Success, joined, missingAs, nothing, numberAs, roundedTo2, unexpected } from './answers';
import { type HistoryEntry, type NewPeople } from './history';
import { reasonOfGap } from './sums';

type Retention = NonNullable<PlannedQuery['retention']>[number];

/** People who came on a day; `age` is days since their first request. Days count from 1970, in UTC. */
interface Seen {
  readonly day: number;
  readonly age: number;
  readonly people: number;
}

/**
 * Computes how many of the people who were new on a day came back a number of days later, over the days of the question's
 * window, in percent.
 *
 * The question's rows say how many were new on days of the window, the history says it of days before. A day of which it
 * is not known does not count.
 *
 * @param own - Entries of the same report, in any order.
 */
export function retentionOf(query: PlannedQuery, outcome: Success, own: readonly HistoryEntry[]): Answers {
  const { retention = [], window, definition, queryId } = query;
  const seen = seenOf(outcome);
  if (!seen || !window) return missingAs(query, unexpected('The query gave no people by day and age.'));
  const firstDay = Math.round(window.startMs / dayMs);
  const dayCount = Math.round((window.endMs - window.startMs) / dayMs);
  const days = Array.from({ length: dayCount }, (_, index) => firstDay + index);
  const newPeople = { queryId, definition, firstDay, counts: days.map((day) => peopleOf(seen, day, 0)) };
  const sizes = sizesOf(newPeople, own);
  const shareOf = ({ afterDays, numberId, title, ...traits }: Retention): Answers => {
    const cohorts = days.flatMap((backOn) => {
      const size = sizes.get(backOn - afterDays);
      const back = peopleOf(seen, backOn, afterDays);
      // Whoever came back was new then, even if the record of that came late.
      return size === undefined ? [] : { backOn, back, size: Math.max(size, back) };
    });
    if (cohorts.length === 0)
      return missingAs({ queryId, title }, reasonOfGap(own, (firstDay + dayCount - afterDays) * dayMs));
    const inhabited = cohorts.filter(({ size }) => size > 0);
    // After a change of the pseudonym key everyone is new again, and no record tells of it. A cohort is recognised if
    // someone at least as old came on that day or later.
    const recognised = inhabited.filter(({ backOn }) =>
      seen.some(({ day, age }) => day >= backOn && day - age <= backOn - afterDays),
    );
    if (recognised.length === 0) return inhabited.length > 0 ? missingAs({ queryId, title }, notRecognised) : nothing;
    const part = recognised.reduce((sum, { back }) => sum + back, 0);
    const of = recognised.reduce((sum, { size }) => sum + size, 0);
    const value = roundedTo2((100 * part) / of);
    return numberAs({ queryId, numberId, title, value, part, of, ...traitsOf(traits) }, definition);
  };
  return joined([...retention.map(shareOf), { ...nothing, newPeople: [newPeople] }]);
}

/** If nobody is recognised, 0 % would be a guess. */
const notRecognised: FailureReason = {
  code: 'not-recognised',
  message: 'No person who came was known that long ago, or their pseudonyms were others then.',
};

/** @returns Undefined if a row can't be read, or rows were left out. */
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

/** @returns How many people were new, by day. The newest count of a day counts. */
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
