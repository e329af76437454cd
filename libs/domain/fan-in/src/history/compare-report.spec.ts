import { type ReportPlan } from '@pulso/contracts/report-plan';
import { jsonBytes } from '@pulso/kit/telegram';

import { dayMs, dayPlan, report, scheduledRunId } from '../testing/days';
import { World, hourMs, rowsOf } from '../testing/world';
import { maxRowsBytes } from './row-counts';

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
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  const run = (day: number, counts: Day, more: Partial<ReportPlan> = {}) =>
    report(world, dayPlan(day, [], { ...overrides, ...more }), outcomesOf(counts));
  const runDays = async (count: number, countsOf: (day: number) => Day = () => usually) => {
    for (let day = -count; day < 0; day += 1) await run(day, countsOf(day));
  };

  it('marks a number that is unusual, and names the rows that moved most', async () => {
    await runDays(28);

    const content = await run(0, { ...usually, roll: 190, 'start promo_x': 60 });

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

  it('says of a row that moved what its table says, unless the week before was as unusual', async () => {
    const rowsOf = async (weekBefore: Day) => {
      world = new World();
      await runDays(28, (day) => (day === -7 ? weekBefore : usually));
      const content = await run(0, { ...usually, roll: 190 });
      return [content?.values[1]?.movers?.find(({ key }) => key === 'roll')?.change, content?.tables?.[0]?.before?.[0]];
    };

    expect(await rowsOf({ ...usually, roll: 40 })).toEqual([150, 40]);
    expect(await rowsOf({ ...usually, roll: 200 })).toEqual([140, 200]);
  });

  it('names of a fall the rows that are gone', async () => {
    await runDays(28);

    const content = await run(0, { help: 60, roll: 20 });

    expect(content?.values[1]?.movers).toMatchObject([
      { key: 'start', change: -110 },
      { key: 'roll', change: -30 },
      { key: 'promo_a', change: -20 },
    ]);
  });

  it('says of a window of any time of day as which one it is judged', async () => {
    await runDays(28);
    const asked = (hours: number) => {
      const { windowStartMs, windowEndMs } = dayPlan(0, []);
      const laterMs = hours * hourMs;
      const window = { windowStartMs: windowStartMs + laterMs, windowEndMs: windowEndMs + laterMs };
      return report(
        world,
        dayPlan(0, [], { ...overrides, ...window, trigger: 'chat' }),
        outcomesOf({ start: 9000 }),
        `c${hours}`,
      );
    };

    const { windowEndMs } = dayPlan(0, []);
    expect(await asked(11)).toMatchObject({ comparedEndMs: windowEndMs });
    expect(await asked(-11)).toMatchObject({ comparedEndMs: windowEndMs });
    expect(await asked(13)).toMatchObject({ comparedEndMs: windowEndMs + dayMs });
    expect(await run(0, { start: 9000 })).not.toHaveProperty('comparedEndMs');
  });

  it('judges a week by the weeks before, from three on', async () => {
    const week = (weeksAgo: number) => ({
      windowStartMs: dayPlan(-7 * weeksAgo - 7, []).windowEndMs,
      windowEndMs: dayPlan(-7 * weeksAgo, []).windowEndMs,
    });
    const judged = [];
    for (const weeksAgo of [3, 2, 1]) judged.push(await run(-7 * weeksAgo, usually, week(weeksAgo)));
    judged.push(await run(0, { ...usually, roll: 500 }, week(0)));

    expect(judged.map((content) => content?.values[1]?.isUnusual)).toEqual([undefined, undefined, undefined, true]);
    expect(judged[3]?.tables?.[0]).toMatchObject({ before: [50, 110, 60] });
  });

  it('has beside each row what it counted a week before', async () => {
    await runDays(8, (day) => (day === -7 ? { ...usually, roll: 5, help: 7 } : usually));

    const [commands, sources] = (await run(0, { ...usually, dice: 1 }))?.tables ?? [];

    expect(commands?.rows.map(([cell]) => cell?.value)).toEqual(['start', 'help', 'roll', 'dice']);
    expect(commands?.before).toEqual([110, 7, 5, 0]);
    expect(sources?.before).toEqual([20]);
  });

  it('knows nothing of a row that earlier tables had no room for', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, 100 - index]));
    await runDays(8, () => many);

    const before = (await run(0, { c39: 900, c0: 500, c19: 81, new: 5 }))?.tables?.[0]?.before;

    expect(before).toEqual([null, 100, 81, null]);
  });

  it('keeps at most 4 kB of rows a day', async () => {
    const long = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [`${'ü'.repeat(60)}${index} ${'ö'.repeat(60)}${index}`, 9]),
    );
    await runDays(1, () => long);

    const { entries } = await world.runs.store.readHistory('daily-usage', 0);

    expect(entries[0]?.runId).toBe(scheduledRunId(-1));
    expect(entries[0]?.tables?.[0]?.rows).toHaveLength(20);
    expect(jsonBytes(entries[0]?.tables)).toBeLessThanOrEqual(maxRowsBytes + 10);
    expect(jsonBytes(entries[0]?.tables)).toBeGreaterThan(0.8 * maxRowsBytes);
  });

  it('keeps rows by command and link, and none by which people are told apart', async () => {
    await runDays(1);

    const { entries } = await world.runs.store.readHistory('daily-usage', 0);

    expect(entries[0]?.tables?.map(({ tableId }) => tableId)).toEqual(['commands', 'sources']);
    expect(entries[0]?.tables?.[1]).toEqual({
      queryId: 'rows',
      tableId: 'sources',
      definition: '1',
      rows: [['promo_a', 20]],
      isWhole: true,
    });
  });

  it('is not compared with rows that were asked in another way', async () => {
    await runDays(8);
    const queries = (overrides.queries ?? []).map((query) => ({ ...query, definition: '2' }));

    expect((await run(0, usually, { queries }))?.tables?.[0]).not.toHaveProperty('before');
  });
});
