import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { dayMs } from '@pulso/kit/time';

import { type HistoryEntry } from './history';
import { retentionOf } from './retention';
import { entryOf, rowsOf } from './testing/days';

/** A Monday: the first day of the week that is asked about. */
const firstDay = Date.parse('2026-11-16T00:00:00Z') / dayMs;

const query: PlannedQuery = {
  queryId: 'retention',
  title: { en: 'Who comes back' },
  definition: 'r-1',
  window: { startMs: firstDay * dayMs, endMs: (firstDay + 7) * dayMs },
  retention: [
    { numberId: 'next', title: { en: 'Next day' }, afterDays: 1, unit: 'percent' },
    { numberId: 'week', title: { en: 'A week later' }, afterDays: 7, unit: 'percent' },
  ],
};

/** Of the day so many days after the first one. */
const row = (dayIndex: number, age: number, people: number) => ({
  day: new Date((firstDay + dayIndex) * dayMs).toISOString().replace('T', ' ').replace('Z', ''),
  age,
  people,
});

/** What a report has counted, so many weeks ago. */
const weekAgo = (weeks: number, counts: readonly number[], definition = 'r-1'): HistoryEntry =>
  entryOf(0, [], {
    windowStartMs: (firstDay - 7 * weeks) * dayMs + dayMs / 2,
    windowEndMs: (firstDay + 7 - 7 * weeks) * dayMs + dayMs / 2,
    newPeople: [{ queryId: 'retention', definition, firstDay: firstDay - 7 * weeks, counts }],
  });

type Rows = readonly ReturnType<typeof row>[];

const saidOf = (rows: Rows, own: readonly HistoryEntry[] = []) => {
  const { numbers, missing } = retentionOf(query, rowsOf(...rows), own);
  return Object.fromEntries([
    ...numbers.map(({ value: { numberId, part, of, value } }) => [numberId, [part, of, value]]),
    ...missing.map(({ title, reason }) => [title.en === 'Next day' ? 'next' : 'week', reason.code]),
  ]);
};

const tenEachDay = [10, 10, 10, 10, 10, 10, 10];

describe('retentionOf', () => {
  it('takes who is new from the rows of the window, and from the history who was new before it', () => {
    const rows = [row(0, 0, 30), row(1, 1, 12), row(3, 0, 10), row(4, 1, 3), row(6, 7, 5)];

    expect(saidOf(rows, [weekAgo(1, [0, 0, 0, 0, 0, 0, 20])])).toEqual({
      next: [15, 60, 25],
      week: [5, 20, 25],
    });
  });

  it('counts no day of which it is not known how many were new', () => {
    const rows = [row(0, 1, 9), row(1, 0, 8), row(2, 1, 2), row(5, 7, 5)];

    expect(saidOf(rows)).toEqual({ next: [2, 8, 25], week: 'not-yet' });
  });

  it('says of a week without a report that it is missing, where there are reports of before', () => {
    const rows = [row(1, 0, 8), row(2, 1, 2), row(5, 7, 5)];

    expect(saidOf(rows, [weekAgo(2, tenEachDay)])).toEqual({ next: [2, 8, 25], week: 'no-history' });
    expect(saidOf(rows, [weekAgo(1, tenEachDay, 'another')])).toMatchObject({ week: 'no-history' });
  });

  it('says nothing of people of whom there are none', () => {
    expect(saidOf([], [weekAgo(1, [0, 0, 0, 0, 0, 0, 0])])).toEqual({});
  });

  it('says 0 percent where others of that time came, and none of them', () => {
    const rows = [row(0, 0, 8), row(6, 90, 1)];

    expect(saidOf(rows, [weekAgo(1, tenEachDay)])).toEqual({ next: [0, 18, 0], week: [0, 70, 0] });
  });

  it('does not say 0 percent where no person came who was known so long ago', () => {
    const rows = [row(0, 0, 8), row(1, 0, 9), row(1, 1, 4), row(6, 6, 1)];

    expect(saidOf(rows, [weekAgo(1, tenEachDay)])).toEqual({ next: [4, 17, 23.53], week: 'not-recognised' });
  });

  it('leaves out whom no later day can recognise, when everybody is new from a day of the week on', () => {
    const before = [row(0, 7, 3), row(1, 7, 2), row(1, 40, 6), row(1, 0, 20), row(2, 1, 5)];
    const after = [row(2, 0, 50), row(3, 1, 30), row(3, 0, 40), row(4, 1, 8), row(6, 4, 2)];

    expect(saidOf([...before, ...after], [weekAgo(1, tenEachDay)])).toEqual({
      next: [43, 120, 35.83],
      week: [5, 20, 25],
    });
  });

  it('takes who came back for new then, also where the record of that came after its count', () => {
    const rows = [row(6, 7, 3)];

    expect(saidOf(rows, [weekAgo(1, [0, 0, 0, 0, 0, 0, 2])])).toMatchObject({ week: [3, 3, 100] });
  });

  it('keeps how many were new on each day, for later reports', () => {
    const { newPeople } = retentionOf(query, rowsOf(row(1, 0, 4), row(1, 1, 9), row(6, 0, 2)), []);

    expect(newPeople).toEqual([{ queryId: 'retention', definition: 'r-1', firstDay, counts: [0, 4, 0, 0, 0, 0, 2] }]);
  });

  it.each([
    ['no day', { day: 'Monday', age: 0, people: 1 }],
    ['no age', { day: row(0, 0, 0).day, people: 1 }],
    ['no people', { day: row(0, 0, 0).day, age: 0, people: 'many' }],
  ])('says that rows with %s are none of people', (_what, cells) => {
    const { missing, newPeople } = retentionOf(query, rowsOf(cells), []);

    expect(missing).toMatchObject([
      { queryId: 'retention', title: query.title, reason: { code: 'unexpected-result' } },
    ]);
    expect(newPeople).toEqual([]);
  });

  it('does not count in a result of which rows were left out', () => {
    const { missing } = retentionOf(query, { ...rowsOf(row(0, 0, 1)), omittedRowCount: 1 }, []);

    expect(missing).toHaveLength(1);
  });
});
