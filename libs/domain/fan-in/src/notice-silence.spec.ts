import { type ReportPlan } from '@pulso/contracts/report-plan';

import { dayPlan, report, reportDays, scheduledRunId } from './testing/days';
import { World, answered, countOf, failure, sweepEvent } from './testing/world';

const watched = { watched: { queryId: 'a' } };
const plan = dayPlan(0, ['a', 'b'], watched);

describe('a report without any of what it watches', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  const valueOf = async (overrides: Partial<ReportPlan> = {}, value = 0) =>
    (await report(world, { ...plan, ...overrides }, { a: value, b: 0 }))?.values[0];
  const alarms = () => world.logged('no-requests');

  it('says what is usual, marks it, and rings', async () => {
    await reportDays(world, [900, 10, 20, 30]);

    expect(await valueOf()).toMatchObject({ value: 0, usualRange: { low: 10, high: 30 }, isUnusual: true });
    expect(alarms()).toMatchObject([
      {
        level: 'ERROR',
        runId: scheduledRunId(0),
        reportId: 'daily-usage',
        queryId: 'a',
        usualLow: 10,
        usualHigh: 30,
      },
    ]);
  });

  it('is not marked where that weekday is without as a rule', async () => {
    await reportDays(
      world,
      Array.from({ length: 35 }, (_, day) => (day % 7 === 0 ? 0 : 900)),
    );

    const value = await valueOf();

    expect(value).toMatchObject({ usualRange: { low: 0 } });
    expect(value).not.toHaveProperty('isUnusual');
    expect(alarms()).toEqual([]);
  });

  it('rings no more for what is sent again, and for a correction of it', async () => {
    await reportDays(world, [900, 10, 20, 30]);
    await report(world, plan, { a: 0, b: failure() });
    await world.deliver(answered(scheduledRunId(0), 'b', countOf('7')));
    await world.sweepUntil(world.nowMs + 2 * 3_600_000);
    await world.deliver(sweepEvent);

    expect(world.reports.length).toBeGreaterThan(5);
    expect(world.lastReport?.content.values[0]).toMatchObject({ isUnusual: true });
    expect(alarms()).toHaveLength(1);
  });

  it('rings for no person who asks', async () => {
    await reportDays(world, [900, 10, 20, 30]);

    expect(await valueOf({ trigger: 'chat' })).toMatchObject({ isUnusual: true });
    expect(alarms()).toEqual([]);
  });

  it.each<[string, readonly number[], Partial<ReportPlan>, number]>([
    ['on the first days', [900, 10, 20], {}, 0],
    ['where a day before was without', [900, 10, 20, 0, 30], {}, 0],
    ['where there usually is none', [900, 0, 0, 0], {}, 0],
    ['where there is one', [900, 10, 20, 30], {}, 1],
    ['of a number that is not watched', [900, 10, 20, 30], { watched: { queryId: 'b' } }, 0],
    ['of another number of the question', [900, 10, 20, 30], { watched: { queryId: 'a', numberId: 'n' } }, 0],
    ['of a plan that watches none', [900, 10, 20, 30], { watched: undefined }, 0],
  ])('says and rings nothing %s', async (_when, days, overrides, value) => {
    await reportDays(world, days);

    expect(await valueOf(overrides, value)).not.toHaveProperty('isUnusual');
    expect(alarms()).toEqual([]);
  });
});
