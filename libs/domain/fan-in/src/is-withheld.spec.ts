import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { minuteMs } from '@pulso/kit/time';

import { dayPlan, entryOf, report, scheduledRunId } from './testing/days';
import { World, answered, chat, failure, inShort, opened, rowsOf, startMs } from './testing/world';

const failures: PlannedQuery = {
  queryId: 'failures',
  title: { en: 'Failures' },
  definition: '1',
  numbers: [{ numberId: 'share', field: 'share', title: { en: 'Failed' }, unit: 'percent' }],
};

const plan = (overrides: Partial<ReportPlan> = {}): ReportPlan =>
  dayPlan(0, [], {
    queries: [failures],
    onlyIf: { queryId: 'failures', numberId: 'share', above: 1 },
    ...overrides,
  });

const share = (value: string): QueryOutcome => (value === '' ? rowsOf() : rowsOf({ share: value }));

const key = `daily-usage ${startMs}`;

describe('a report with a condition (A11)', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  const sent = () => world.reports.map(({ content }) => [content.state, ...content.values.map(({ value }) => value)]);

  it('is sent above the bound', async () => {
    await report(world, plan(), { failures: share('1.01') });

    expect(sent()).toEqual([['complete', 1.01]]);
  });

  it.each([
    ['at the bound', '1'],
    ['below it', '0.2'],
    ['with nothing to measure', ''],
  ])('is not sent %s, and is settled and kept all the same', async (_where, value) => {
    await report(world, plan(), { failures: share(value) });
    await world.sweepUntil(startMs + 60 * minuteMs);

    const run = await world.runs.store.readRun(scheduledRunId(0));
    expect(sent()).toEqual([]);
    expect(run).toMatchObject({ state: 'closed', sentRevision: run?.revision });
    expect(world.logged('report-not-sent')).toHaveLength(1);
    expect(world.runs.history.get(key)).toMatchObject({
      state: 'complete',
      values: value ? [{ value: Number(value) }] : [],
    });
  });

  it.each<[string, Readonly<Record<string, QueryOutcome>>]>([
    ['has failed', { failures: failure() }],
    ['has not answered', {}],
    ['has answered with text', { failures: share('many') }],
  ])('is sent when its question %s', async (_how, outcomes) => {
    await report(world, plan(), outcomes);

    expect(sent()).toEqual([['partial']]);
  });

  it('is not sent about a time of which no logs are kept', async () => {
    await report(world, plan(), { failures: failure('not-kept') });

    expect(sent()).toEqual([]);
    expect(world.logged('report-without-answers')).toEqual([]);
  });

  it('is sent when its condition names no question of the report', async () => {
    await report(world, plan({ onlyIf: { queryId: 'x', above: 1 } }), { failures: share('0') });

    expect(sent()).toEqual([['complete', 0]]);
  });

  it('corrects what readers have seen, also when there is nothing to say any more', async () => {
    await report(world, plan(), { failures: failure() });

    await world.deliver(answered(scheduledRunId(0), 'failures', share('0.2')));

    expect(sent()).toEqual([['partial'], ['complete', 0.2]]);
  });

  it('corrects what readers may have seen, when the process has died behind it', async () => {
    await world.deliver(opened(plan(), scheduledRunId(0)));
    const dying = world.withStore({ markSent: async () => Promise.reject(new Error('It died.')) });
    await world.process([answered(scheduledRunId(0), 'failures', failure())], dying);

    await world.deliver(answered(scheduledRunId(0), 'failures', share('0.2')));

    expect(sent()).toEqual([['partial'], ['complete', 0.2]]);
  });

  it('looks at its own number, and at none of the same name', async () => {
    const numbers = failures.numbers ?? [];
    const queries = [{ queryId: 'b', title: { en: 'B' }, definition: '1', numbers }, failures];

    await report(world, plan({ queries }), { failures: share('0.2'), b: share('5') });

    expect(sent()).toEqual([]);
  });

  it('is sent when a later revision is above the bound', async () => {
    const sum = { reportId: 'hourly', queryId: 'h', definition: '1', title: { en: 'H' } };
    const summing = plan({ historySums: [sum], onlyIf: { queryId: 'h', above: 5 } });
    const keep = (value: number, revision: number) =>
      world.runs.store.keepHistory(
        entryOf(0, [{ queryId: 'h', definition: '1', value }], { reportId: 'hourly', revision }),
      );
    await keep(5, 1);
    await report(world, summing, { failures: failure() });
    const before = sent();
    await keep(6, 2);

    await world.deliver(answered(scheduledRunId(0), 'failures', share('9')));

    expect([before, sent()]).toEqual([[], [['complete', 6, 9]]]);
  });

  it.each(['chat', 'manual'] as const)('is sent to who asks for it: %s', async (trigger) => {
    await report(world, plan({ trigger, destinations: [chat] }), { failures: share('0') });

    expect(world.reports.at(-1)?.content).toMatchObject({ state: 'complete', values: [{ value: 0 }] });
  });

  it('shows no progress, which nothing would end', async () => {
    await report(world, plan({ destinations: [chat] }), { failures: share('0') });

    expect(world.reports.map(inShort)).toEqual([]);
  });
});
