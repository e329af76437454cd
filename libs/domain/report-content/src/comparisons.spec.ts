import { type ReportPlan } from '@pulso/contracts/report-plan';
import { jsonBytes } from '@pulso/kit/telegram';
import { dayMs, hourMs } from '@pulso/kit/time';

import { maxRowsBytes } from './tables';
import { Days, dayPlan, rowsOf } from './testing/days';

const title = { en: 'T' };
const sum = { field: 'requests', title, format: 'number' as const };
const columnsOf = (field: string, format?: 'command' | 'language' | 'hour') => [
  { field, title, ...(format && { format }) },
  sum,
];

const overrides: Partial<ReportPlan> = {
  queries: [
    {
      queryId: 'activity',
      title,
      definition: '1',
      numbers: [
        { numberId: 'people', field: 'people', title },
        { numberId: 'requests', field: 'requests', title, prominence: 'headline' },
      ],
    },
    {
      queryId: 'rows',
      title,
      definition: '1',
      tables: [
        { tableId: 'commands', title, columns: columnsOf('command', 'command') },
        { tableId: 'sources', title, columns: columnsOf('source') },
        { tableId: 'people', title, columns: columnsOf('user') },
        { tableId: 'languages', title, columns: columnsOf('language_code', 'language') },
      ],
    },
  ],
};

/** Requests by command, link and language; a link is shared by all of its day. */
type Day = Readonly<Record<string, number>>;

const outcomesOf = (day: Day) => {
  const requests = Object.values(day).reduce((total, count) => total + count, 0);
  return {
    activity: rowsOf({ people: 50, requests }),
    rows: rowsOf(
      ...Object.entries(day).map(([key, count]) => {
        const [command = '', source = ''] = key.split(' ');
        return { command, source, language_code: 'en', user: 'p', requests: count };
      }),
    ),
  };
};

const usually: Day = { start: 90, help: 60, roll: 50, 'start promo_a': 20 };

describe('a report beside earlier ones (A9)', () => {
  let days: Days;

  beforeEach(() => {
    days = new Days();
  });

  const run = (day: number, counts: Day, more: Partial<ReportPlan> = {}) =>
    days.report(dayPlan(day, [], { ...overrides, ...more }), outcomesOf(counts));
  const runDays = (count: number, countsOf: (day: number) => Day = () => usually) => {
    for (let day = -count; day < 0; day += 1) run(day, countsOf(day));
  };

  it('marks a number that is unusual, and names the rows that moved most', () => {
    runDays(28);

    const content = run(0, { ...usually, roll: 190, 'start promo_x': 60 });

    expect(content?.values).toMatchObject([
      { numberId: 'people', value: 50, usualRange: { low: expect.any(Number) } },
      {
        numberId: 'requests',
        value: 420,
        isUnusual: true,
        movers: [
          { queryId: 'rows', tableId: 'commands', key: 'roll', change: 140 },
          { queryId: 'rows', tableId: 'commands', key: 'start', change: 60 },
          { queryId: 'rows', tableId: 'sources', key: 'promo_x', change: 60 },
        ],
      },
    ]);
    expect(content?.values[0]).not.toHaveProperty('isUnusual');
  });

  it('says of a row that moved what its table says, unless the week before was as unusual', () => {
    const rowsOf = (weekBefore: Day) => {
      days = new Days();
      runDays(28, (day) => (day === -7 ? weekBefore : usually));
      const content = run(0, { ...usually, roll: 190 });
      return [content?.values[1]?.movers?.find(({ key }) => key === 'roll')?.change, content?.tables?.[0]?.before?.[0]];
    };

    expect(rowsOf({ ...usually, roll: 40 })).toEqual([150, 40]);
    expect(rowsOf({ ...usually, roll: 200 })).toEqual([140, 200]);
  });

  it('names of a fall the rows that are gone', () => {
    runDays(28);

    const content = run(0, { help: 60, roll: 20 });

    expect(content?.values[1]?.movers).toMatchObject([
      { key: 'start', change: -110 },
      { key: 'roll', change: -30 },
      { key: 'promo_a', change: -20 },
    ]);
  });

  it('says of a window of any time of day as which one it is judged', () => {
    runDays(28);
    const asked = (hours: number) => {
      const { windowStartMs, windowEndMs } = dayPlan(0, []);
      const laterMs = hours * hourMs;
      const window = { windowStartMs: windowStartMs + laterMs, windowEndMs: windowEndMs + laterMs };
      return days.report(dayPlan(0, [], { ...overrides, ...window, trigger: 'chat' }), outcomesOf({ start: 9000 }));
    };

    const { windowEndMs } = dayPlan(0, []);
    expect(asked(11)).toMatchObject({ comparedEndMs: windowEndMs });
    expect(asked(-11)).toMatchObject({ comparedEndMs: windowEndMs });
    expect(asked(13)).toMatchObject({ comparedEndMs: windowEndMs + dayMs });
    expect(run(0, { start: 9000 })).not.toHaveProperty('comparedEndMs');
  });

  it('judges a week by the weeks before, from three on', () => {
    const week = (weeksAgo: number) => ({
      windowStartMs: dayPlan(-7 * weeksAgo - 7, []).windowEndMs,
      windowEndMs: dayPlan(-7 * weeksAgo, []).windowEndMs,
    });
    const judged = [];
    for (const weeksAgo of [3, 2, 1]) judged.push(run(-7 * weeksAgo, usually, week(weeksAgo)));
    judged.push(run(0, { ...usually, roll: 500 }, week(0)));

    expect(judged.map((content) => content?.values[1]?.isUnusual)).toEqual([undefined, undefined, undefined, true]);
    expect(judged[3]?.tables?.[0]).toMatchObject({ before: [50, 110, 60] });
  });

  it('has beside each row what it counted a week before', () => {
    runDays(8, (day) => (day === -7 ? { ...usually, roll: 5, help: 7 } : usually));

    const [commands, sources] = run(0, { ...usually, dice: 1 })?.tables ?? [];

    expect(commands?.rows.map(([cell]) => cell?.value)).toEqual(['start', 'help', 'roll', 'dice']);
    expect(commands?.before).toEqual([110, 7, 5, 0]);
    expect(sources?.before).toEqual([20]);
  });

  it('knows nothing of a row that earlier tables had no room for', () => {
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

    const { entries } = days;

    expect(entries[0]?.tables?.[0]?.rows).toHaveLength(20);
    expect(jsonBytes(entries[0]?.tables)).toBeLessThanOrEqual(maxRowsBytes + 10);
    expect(jsonBytes(entries[0]?.tables)).toBeGreaterThan(0.8 * maxRowsBytes);
  });

  it('keeps rows by command and link, and none by which people are told apart', () => {
    runDays(1);

    const { entries } = days;

    expect(entries[0]?.tables?.map(({ tableId }) => tableId)).toEqual(['commands', 'sources']);
    expect(entries[0]?.tables?.[1]).toEqual({
      queryId: 'rows',
      tableId: 'sources',
      definition: '1',
      rows: [['promo_a', 20]],
      isWhole: true,
    });
  });

  it('is not compared with rows that were asked in another way', () => {
    runDays(8);
    const queries = (overrides.queries ?? []).map((query) => ({ ...query, definition: '2' }));

    expect(run(0, usually, { queries })?.tables?.[0]).not.toHaveProperty('before');
  });
});
