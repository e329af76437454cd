import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { rollUpTables } from '@pulso/contracts/run-events';
import { jsonBytes } from '@pulso/kit/telegram';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type HistoryEntry } from './history';
import { maxRowsBytes } from './tables';
import { Days, dayPlan, entriesOf, entryOf, failure, rowsOf, runIdOf, startMs } from './testing/days';

/** A day so many hours later. */
const shifted = (hours: number, { windowStartMs, windowEndMs }: Pick<ReportPlan, 'windowStartMs' | 'windowEndMs'>) => ({
  windowStartMs: windowStartMs + hours * hourMs,
  windowEndMs: windowEndMs + hours * hourMs,
});

const asked = (hours: number) => ({ trigger: 'chat' as const, ...shifted(hours, dayPlan(0, [])) });

const otherNumber = { queryId: 'a', numberId: 'n', definition: 'a-1', value: 8 };

describe('a number beside the same number of earlier days (A9)', () => {
  it.each<[string, HistoryEntry[], Partial<ReportPlan>, (number | null)[] | undefined]>([
    ['the days before, the last at the end', entriesOf([1, 2, 3]), {}, [1, 2, 3]],
    ['a gap for a day without a report, and no zero', entriesOf([1, 2], -3), {}, [1, 2, null, null]],
    ['a gap for a day that lacks the number', [...entriesOf([1], -2), entryOf(-1, [otherNumber])], {}, [1, null]],
    [
      'nothing of another definition',
      entriesOf([1]),
      { queries: [{ queryId: 'a', title: { en: 'A' }, definition: '2' }] },
      undefined,
    ],
    [
      'a gap for a window of two days',
      [...entriesOf([1], -3), entryOf(-1, 5, { windowStartMs: startMs - 72 * hourMs })],
      {},
      [1, null, null],
    ],
    ['the nearest days if a person asks at noon', entriesOf([1, 2, 3], 0), asked(0), [1, 2]],
    ['days that overlap by half at most', entriesOf([1, 2, 3], 0), asked(11), [1, 2]],
    ['the newest days from then on', entriesOf([1, 2, 3], 0), asked(13), [1, 2, 3]],
    ['the same in the next morning', entriesOf([1, 2, 3], 0), asked(23), [1, 2, 3]],
  ])('has %s', (_what, entries, overrides, earlier) => {
    expect(new Days(entries).content(dayPlan(0, ['a'], overrides), { a: 100 }).values[0]?.earlier).toEqual(earlier);
  });

  it.each([23, 25])('has the days before one of %d hours, on which clocks are moved', (hours) => {
    const values = Array.from({ length: 14 }, (_, index) => index + 1);
    const days = entriesOf(values).map((entry) => ({ ...entry, ...shifted(24 - hours, entry) }));
    const plan = dayPlan(0, ['a'], { windowStartMs: startMs - hours * hourMs });

    expect(new Days(days).content(plan, { a: 100 }).values[0]?.earlier).toEqual(values);
  });
});

describe('a report whose watched number is 0 (A14)', () => {
  const watched: Partial<ReportPlan> = { watched: { queryId: 'a' } };
  const said = (days: readonly number[], overrides: Partial<ReportPlan> = {}, value = 0) =>
    new Days(entriesOf(days)).report(dayPlan(0, ['a', 'b'], { ...watched, ...overrides }), { a: value, b: 0 });

  it('has a baseline, an anomaly, and the silence', () => {
    const { content, silence } = said([900, 10, 20, 30]);

    expect(content.values[0]).toMatchObject({ value: 0, baseline: { low: 10, high: 30 }, isAnomaly: true });
    expect(silence).toEqual({ queryId: 'a', baseline: { low: 10, high: 30 } });
  });

  it('tells of the silence once, and never in a report on request', () => {
    const days = new Days([...entriesOf([900, 10, 20, 30]), entryOf(0, 0, { runId: runIdOf(0) })]);
    const again = days.report(dayPlan(0, ['a', 'b'], watched), { a: 0, b: failure() });

    for (const report of [again, said([900, 10, 20, 30], { trigger: 'chat' })]) {
      expect(report.content.values[0]).toMatchObject({ isAnomaly: true });
      expect(report).not.toHaveProperty('silence');
    }
  });

  it.each<[string, readonly number[], Partial<ReportPlan>, number]>([
    ['on the first days', [900, 10, 20], {}, 0],
    ['if the number was 0 on an earlier day', [900, 10, 20, 0, 30], {}, 0],
    ['if the number is usually 0', [900, 0, 0, 0], {}, 0],
    ['if the number is usually 0 on that weekday', Array.from({ length: 35 }, (_, day) => (day % 7 ? 900 : 0)), {}, 0],
    ['if the number is not 0', [900, 10, 20, 30], {}, 1],
    ['of a number that is not watched', [900, 10, 20, 30], { watched: { queryId: 'b' } }, 0],
    ['of another number of the question', [900, 10, 20, 30], { watched: { queryId: 'a', numberId: 'n' } }, 0],
    ['of a plan that watches none', [900, 10, 20, 30], { watched: undefined }, 0],
  ])('tells of no silence %s', (_when, days, overrides, value) => {
    const { content, silence } = said(days, overrides, value);

    expect(content.values[0]).not.toHaveProperty('isAnomaly');
    expect(silence).toBeUndefined();
  });
});

const title = { en: 'T' };
const sum = { field: 'requests', title, format: 'number' as const };
const columnsOf = (field: string, format?: 'command' | 'language' | 'hour') => [
  { field, title, ...(format && { format }) },
  sum,
];

const numbers: PlannedQuery['numbers'] = [
  { numberId: 'people', field: 'people', title },
  { numberId: 'requests', field: 'requests', title, prominence: 'headline' },
];
const tables: PlannedQuery['tables'] = [
  { tableId: 'commands', title, columns: columnsOf('command', 'command') },
  { tableId: 'sources', title, columns: columnsOf('source') },
  { tableId: 'people', title, columns: columnsOf('user') },
  { tableId: 'languages', title, columns: columnsOf('language_code', 'language') },
];
const queriesOf = (definition: string): PlannedQuery[] => [
  { queryId: 'activity', title, definition, numbers },
  { queryId: 'rows', title, definition, tables },
];
const queries = queriesOf('1');

const rollUps = tables.map(({ tableId, columns: [by] }) => ({ tableId, by: by?.field ?? '', sum: 'requests' }));

/** Requests by command, link and language. */
type Day = Readonly<Record<string, number>>;

const outcomesOf = (day: Day) => {
  const requests = Object.values(day).reduce((total, count) => total + count, 0);
  const rows = rowsOf(
    ...Object.entries(day).map(([key, count]) => {
      const [command = '', source = ''] = key.split(' ');
      return { command, source, language_code: 'en', user: 'p', requests: count };
    }),
  );
  return {
    activity: rowsOf({ people: 50, requests }),
    rows: { ...rowsOf(), tables: rollUpTables(rows.rows, rollUps) },
  };
};

const usually: Day = { start: 90, help: 60, roll: 50, 'start promo_a': 20 };

describe('a report beside earlier ones (A9)', () => {
  let days: Days;

  beforeEach(() => {
    days = new Days();
  });

  const run = (day: number, counts: Day, more: Partial<ReportPlan> = {}) =>
    days.content(dayPlan(day, [], { queries, ...more }), outcomesOf(counts));
  const runDays = (count: number, countsOf: (day: number) => Day = () => usually) => {
    for (let day = -count; day < 0; day += 1) run(day, countsOf(day));
  };

  it('marks an anomaly, and names what moved most, a link in place of its /start', () => {
    runDays(28);

    const content = run(0, { ...usually, roll: 190, 'start promo_x': 60 });

    expect(content?.values).toMatchObject([
      { numberId: 'people', value: 50, baseline: { low: expect.any(Number) } },
      {
        numberId: 'requests',
        value: 420,
        isAnomaly: true,
        movers: [
          { queryId: 'rows', tableId: 'commands', key: 'roll', change: 140 },
          { queryId: 'rows', tableId: 'sources', key: 'promo_x', change: 60 },
        ],
      },
    ]);
    expect(content?.values[0]).not.toHaveProperty('isAnomaly');
  });

  it('names the rows that vanished in a fall', () => {
    runDays(28);

    const content = run(0, { help: 60, roll: 20 });

    expect(content?.values[1]?.movers).toMatchObject([
      { key: 'start', change: -90 },
      { key: 'promo_a', change: -20 },
    ]);
  });

  it('says for any time of day by which weekday it is judged', () => {
    runDays(28);
    const judgedAt = (hours: number) => run(0, { start: 9000 }, asked(hours)).comparedEndMs;

    expect([-11, 11, 13].map(judgedAt)).toEqual([startMs, startMs, startMs + dayMs]);
    expect(run(0, { start: 9000 })).not.toHaveProperty('comparedEndMs');
  });

  it('judges a week by at least three weeks before', () => {
    const endOf = (weeksAgo: number) => startMs - 7 * weeksAgo * dayMs;
    const week = (weeksAgo: number) => ({ windowStartMs: endOf(weeksAgo + 1), windowEndMs: endOf(weeksAgo) });
    const judged = [];
    for (const weeksAgo of [3, 2, 1]) judged.push(run(-7 * weeksAgo, usually, week(weeksAgo)));
    judged.push(run(0, { ...usually, roll: 500 }, week(0)));

    expect(judged.map((content) => content?.values[1]?.isAnomaly)).toEqual([undefined, undefined, undefined, true]);
    expect(judged[3]?.tables?.[0]).toMatchObject({ before: [50, 110, 60] });
  });

  it('shows beside each row its count of a week before', () => {
    runDays(8, (day) => (day === -7 ? { ...usually, roll: 5, help: 7 } : usually));

    const [commands, sources] = run(0, { ...usually, dice: 1 })?.tables ?? [];

    expect(commands?.rows.map(([cell]) => cell?.value)).toEqual(['start', 'help', 'roll', 'dice']);
    expect(commands?.before).toEqual([110, 7, 5, 0]);
    expect(sources?.before).toEqual([20]);
  });

  it('knows no earlier count of a row that was cut off', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, 100 - index]));
    runDays(8, () => many);

    const before = run(0, { c39: 900, c0: 500, c19: 81, new: 5 })?.tables?.[0]?.before;

    expect(before).toEqual([null, 100, 81, null]);
  });

  it('keeps at most 4 kB of rows a day', () => {
    const long = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [`${'ü'.repeat(60)}${index} ${'ö'.repeat(60)}${index}`, 9]),
    );
    runDays(1, () => long);

    const kept = days.entries[0]?.tables;

    expect(kept?.[0]?.rows).toHaveLength(21);
    expect(jsonBytes(kept)).toBeLessThanOrEqual(maxRowsBytes + 10);
    expect(jsonBytes(kept)).toBeGreaterThan(0.8 * maxRowsBytes);
  });

  it('keeps rows by command, link and language, and none that identify people', () => {
    runDays(1);

    const kept = days.entries[0]?.tables;

    expect(kept?.map(({ tableId }) => tableId)).toEqual(['commands', 'sources', 'languages']);
    const key = { queryId: 'rows', tableId: 'sources', definition: '1' };
    expect(kept?.[1]).toEqual({ ...key, rows: [['promo_a', 20]], isWhole: true });
  });

  it('is not compared with rows of another definition', () => {
    runDays(8);

    expect(run(0, usually, { queries: queriesOf('2') }).tables?.[0]).not.toHaveProperty('before');
  });
});
