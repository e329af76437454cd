import { type HistorySum, type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs, hourMs } from '@pulso/kit/time';

import { dayPlan, entryOf, report } from './testing/days';
import { World, inShort, opened, startMs } from './testing/world';

const requests: HistorySum = {
  reportId: 'daily-usage',
  queryId: 'a',
  definition: 'a-1',
  title: { en: 'Requests' },
  better: 'more',
};

const weekly = (overrides: Partial<ReportPlan> = {}): ReportPlan =>
  dayPlan(0, ['own'], {
    reportId: 'weekly-usage',
    windowStartMs: startMs - 7 * dayMs,
    historySums: [requests],
    ...overrides,
  });

const weeklyRunId = 'weekly-usage/schedule/0';

describe('a number that sums up the history of another report (A10)', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  /** Keeps the days before and up to day 0; a missing value is a day without a report. */
  const keepDays = async (values: readonly (number | undefined)[], numberId?: string) => {
    for (const [index, value] of values.entries()) {
      if (value === undefined) continue;
      const number = { queryId: 'a', numberId, definition: 'a-1', value };
      await world.runs.store.keepHistory(entryOf(index + 1 - values.length, [number]));
    }
  };

  const weeklyReport = (overrides: Partial<ReportPlan> = {}) =>
    report(world, weekly(overrides), { own: 5 }, weeklyRunId);

  it('adds up the windows inside of its own, before the numbers of its queries, and takes no query', async () => {
    await keepDays([1, 2, 3, 4, 5, 6, 7]);

    const content = await weeklyReport();

    expect(content?.state).toBe('complete');
    expect(content?.values).toEqual([
      { queryId: 'a', title: { en: 'Requests' }, value: 28, parts: [1, 2, 3, 4, 5, 6, 7], better: 'more' },
      { queryId: 'own', title: { en: 'How many own' }, value: 5 },
    ]);
  });

  it.each([23, 25])('adds up seven days when the newest of them has %d hours', async (hours) => {
    await keepDays([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    const number = { queryId: 'a', definition: 'a-1', value: 14 };
    await world.runs.store.keepHistory(entryOf(0, [number], { runId: 'x', windowStartMs: startMs - hours * hourMs }));

    const [sum] = (await weeklyReport({ windowStartMs: startMs - (6 * 24 + hours) * hourMs }))?.values ?? [];

    expect(sum?.parts).toHaveLength(7);
  });

  it('stands beside the window before', async () => {
    await keepDays([10, 10, 10, 10, 10, 10, 10, 1, 2, 3, 4, 5, 6, 7]);

    expect((await weeklyReport())?.values[0]).toMatchObject({ value: 28, earlier: [70] });
  });

  it.each([
    ['this window', [1, 1, 1, 1, 1, 1, 1, 1, 1, undefined, 1, 1, 1, 1], 6, [1, 1, null, 1, 1, 1, 1]],
    ['the window before', [1, undefined, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 7, [1, 1, 1, 1, 1, 1, 1]],
  ])('has no comparison where a day of %s is not known', async (_which, days, value, parts) => {
    await keepDays(days);

    const [sum] = (await weeklyReport())?.values ?? [];

    expect(sum).toMatchObject({ value, parts });
    expect(sum).not.toHaveProperty('earlier');
  });

  it('averages what can not be added up, over the days that are known', async () => {
    await keepDays([1, 2, undefined, 4, 5, 6, 7], 'people');
    const people = { ...requests, numberId: 'people', additive: false as const };

    const content = await weeklyReport({ historySums: [people] });

    expect(content?.values[0]).toEqual({
      queryId: 'a',
      numberId: 'people',
      title: { en: 'Requests' },
      value: 4.17,
      parts: [1, 2, null, 4, 5, 6, 7],
      better: 'more',
      additive: false,
    });
  });

  it.each<[string, HistorySum]>([
    ['there is no such report', { ...requests, reportId: 'other' }],
    ['it was defined in another way', { ...requests, definition: 'a-2' }],
    ['there is no such number', { ...requests, numberId: 'x' }],
  ])('is missing when %s', async (_why, sum) => {
    await keepDays([1, 2, 3, 4, 5, 6, 7]);

    const content = await weeklyReport({ historySums: [sum] });

    expect(content).toMatchObject({
      state: 'partial',
      values: [{ queryId: 'own' }],
      missing: [{ queryId: 'a', title: { en: 'Requests' }, reason: { code: 'no-history' } }],
    });
    // Earlier reports may well have it, as it was counted then, or of another time.
    expect(content?.missing[0]?.reason.message).toMatch(/for this time .* as it is counted now/);
  });

  it('is none of the answers that are awaited while the run is open', async () => {
    await keepDays([1]);
    const destinations = [{ type: 'telegram' as const, chatId: '1', showsProgress: true }];
    const plan = weekly({ trigger: 'chat', destinations });

    await world.deliver(opened(plan, weeklyRunId));

    expect(inShort(world.lastReport)).toBe('progress own:pending');
  });

  it.each([
    ['a schedule at another time of day', 'schedule', 5, [1, 2, 3, 4, 5, 6, 7]],
    ['a person in the evening', 'chat', 9, [1, 2, 3, 4, 5, 6, 7]],
    ['a person in the night, before the day is reported on', 'chat', 13, [2, 3, 4, 5, 6, 7, null]],
  ] as const)('knows its days when %s asks', async (_who, trigger, hours, parts) => {
    await keepDays([1, 2, 3, 4, 5, 6, 7]);

    const content = await weeklyReport({
      trigger,
      windowStartMs: startMs - 7 * dayMs + hours * hourMs,
      windowEndMs: startMs + hours * hourMs,
    });

    expect(content?.values[0]?.parts).toEqual(parts);
  });

  it('is kept in the history of its own report, unless a day is not known', async () => {
    await keepDays([1, 2, 3, 4, 5, 6, 7]);
    await weeklyReport({ historySums: [requests, { ...requests, numberId: 'x' }] });
    const whole = [...world.runs.history.values()].at(-1);
    const other = new World();
    await other.runs.store.keepHistory(entryOf(0, [{ queryId: 'a', definition: 'a-1', value: 7 }]));
    await report(other, weekly(), { own: 5 }, weeklyRunId);

    expect(whole?.values).toEqual([
      { queryId: 'a', ofReportId: 'daily-usage', definition: 'a-1', value: 28 },
      { queryId: 'own', definition: 'own-1', value: 5 },
    ]);
    expect([...other.runs.history.values()].at(-1)?.values).toEqual([
      { queryId: 'own', definition: 'own-1', value: 5 },
    ]);
  });
});
