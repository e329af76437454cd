import { type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs, hourMs } from '@pulso/kit/time';

import { dayPlan, report, reportDays, scheduledRunId } from './testing/days';
import { World, answered, chatPlan, countOf, failure, opened, rowsOf, runId, startMs } from './testing/world';

const plan = dayPlan(0, ['a']);

describe('a number beside the same number of earlier days (A9)', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  const valueOf = async (overrides: Partial<ReportPlan> = {}, runIdOfIt?: string) =>
    (await report(world, { ...plan, ...overrides }, { a: 100 }, runIdOfIt))?.values[0];

  it('has the days before, the last of them at the end', async () => {
    await reportDays(world, [1, 2, 3]);

    expect((await valueOf())?.earlier).toEqual([1, 2, 3]);
  });

  it('has a gap for a day without a report, and no zero', async () => {
    await reportDays(world, [1, 2], -2);

    expect((await valueOf())?.earlier).toEqual([1, 2, null, null]);
  });

  it('has of a partial day the numbers that the day has', async () => {
    const both = (day: number) => dayPlan(day, ['a', 'b']);
    await report(world, both(-2), { a: 1, b: 10 });
    await report(world, both(-1), { a: 2, b: failure() });

    const content = await report(world, both(0), { a: 3, b: 30 });

    expect(content?.values.map(({ earlier }) => earlier)).toEqual([
      [1, 2],
      [10, null],
    ]);
  });

  it('is not compared with what was asked in another way', async () => {
    await reportDays(world, [1, 2]);
    const query = { queryId: 'a', title: { en: 'A' }, definition: 'a-2' };

    const changed = await valueOf({ queries: [query] });
    const next = (await report(world, dayPlan(1, ['a'], { queries: [query] }), { a: 7 }))?.values[0];

    expect(changed).not.toHaveProperty('earlier');
    expect(next?.earlier).toEqual([100]);
  });

  it('is not mixed up with another number of the same query', async () => {
    const numbers = ['x', 'y'].map((numberId) => ({ numberId, field: numberId, title: { en: numberId } }));
    const queries = [{ queryId: 'a', title: { en: 'A' }, definition: '1', numbers }];
    await report(world, dayPlan(-1, [], { queries }), { a: rowsOf({ y: 2, x: 1 }) });

    const content = await report(world, dayPlan(0, [], { queries }), { a: rowsOf({ y: 4, x: 3 }) });

    expect(content?.values).toMatchObject([
      { numberId: 'x', value: 3, earlier: [1] },
      { numberId: 'y', value: 4, earlier: [2] },
    ]);
  });

  it.each([23, 25])('finds the days before one of %d hours, which are a day apart all the same', async (hours) => {
    const values = Array.from({ length: 14 }, (_, index) => index + 1);
    // Before the change windows ended an hour later or earlier in UTC.
    const shiftMs = (24 - hours) * hourMs;
    for (const [index, value] of values.entries()) {
      const { windowStartMs, windowEndMs } = dayPlan(index - values.length, ['a']);
      const shifted = { windowStartMs: windowStartMs + shiftMs, windowEndMs: windowEndMs + shiftMs };
      await report(world, dayPlan(index - values.length, ['a'], shifted), { a: value });
    }

    expect((await valueOf({ windowStartMs: startMs - hours * hourMs }))?.earlier).toEqual(values);
  });

  it('has a gap for the day before one that clocks have skipped, whose window is two days long', async () => {
    await report(world, dayPlan(-3, ['a']), { a: 1 });
    await report(world, dayPlan(-1, ['a'], { windowStartMs: startMs - dayMs - 47 * hourMs }), { a: 5 });

    expect((await valueOf())?.earlier).toEqual([1, null, null]);
  });

  describe('asked for by a person', () => {
    const asked = (hoursLater: number) =>
      valueOf(
        {
          trigger: 'chat',
          windowStartMs: plan.windowStartMs + hoursLater * hourMs,
          windowEndMs: plan.windowEndMs + hoursLater * hourMs,
        },
        `daily-usage/chat/${hoursLater}`,
      );

    it('at another time of day is compared with the nearest days, of which half overlaps at most', async () => {
      await reportDays(world, [1, 2, 3], 1);

      const earlier = [];
      for (const hours of [0, 1, 11, 13, 23]) earlier.push((await asked(hours))?.earlier);

      expect(earlier).toEqual([
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2, 3],
        [1, 2, 3],
      ]);
    });
  });

  it('is compared once the run is over: progress reads no history', async () => {
    await reportDays(world, [1]);
    let readCount = 0;
    const deps = world.withStore({
      readHistory: async (...range) => {
        readCount += 1;
        return world.deps.store.readHistory(...range);
      },
    });

    await world.process([opened(chatPlan(['a', 'b'])), answered(runId, 'a', countOf('1'))], deps);
    const whileOpen = readCount;
    await world.process([answered(runId, 'b', countOf('1'))], deps);

    expect([whileOpen, readCount]).toEqual([0, 1]);
    expect(world.reports.slice(1).map(({ content }) => content.values[0]?.earlier)).toEqual([
      undefined,
      undefined,
      [1],
    ]);
  });

  it('waits for the history when the table is away: a report is compared or comes later', async () => {
    await reportDays(world, [1]);
    await world.deliver(opened(plan, scheduledRunId(0)));
    const away = world.withStore({ readHistory: async () => Promise.reject(new Error('The table is away.')) });
    const reportCount = world.reports.length;

    const response = await world.process([answered(scheduledRunId(0), 'a', countOf('2'))], away);
    const meanwhile = world.reports.length;
    await world.deliver(answered(scheduledRunId(0), 'a', countOf('2')));

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
    expect(meanwhile).toBe(reportCount);
    expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
  });

  it('takes an entry that cannot be read for a gap, and says so', async () => {
    await reportDays(world, [1]);
    await world.deliver(opened(plan, scheduledRunId(0)));
    const torn = world.withStore({
      readHistory: async (...range) => ({
        ...(await world.deps.store.readHistory(...range)),
        unreadable: ['history#daily-usage / x: values is not JSON'],
      }),
    });

    const response = await world.process([answered(scheduledRunId(0), 'a', countOf('2'))], torn);

    expect(response.batchItemFailures).toEqual([]);
    expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
    expect(world.logged('history-unreadable')).toMatchObject([{ level: 'WARN', reportId: 'daily-usage' }]);
  });
});
