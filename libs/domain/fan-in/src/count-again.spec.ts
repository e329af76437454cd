import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { hourMs } from '@pulso/kit/time';

import { type QueryFinished } from './store-result';
import {
  World,
  channel,
  countOf,
  deadline,
  failure,
  finished,
  inShort,
  opened,
  planOf,
  rowsOf,
  runId,
  sweepEvent,
} from './testing/world';

const mail = { type: 'email', name: 'owners', addresses: ['owner@example.com'] } as const;
const title = { en: 'Activity' };

const activity: ReportPlan['queries'][number] = {
  queryId: 'a',
  title,
  definition: 'd1',
  numbers: [
    { numberId: 'requests', field: 'requests', title },
    { numberId: 'failed', field: 'failed', title },
    { numberId: 'people', field: 'people', title, additive: false },
    { numberId: 'p95', field: 'p95', title, unit: 'milliseconds', additive: false },
  ],
};

const plan = planOf([], { queries: [activity, { queryId: 'b', title, definition: 'd2' }] });

const row = (requests: number, people: number, p95 = 40, failed = 7) => rowsOf({ requests, failed, people, p95 });

const recountOf = ({ windowStartMs, windowEndMs }: ReportPlan, definition = 'd1') => ({
  definition,
  windowStartMs,
  windowEndMs,
});

const again = (outcome: QueryOutcome, overrides: Partial<QueryFinished> = {}): QueryFinished => ({
  ...finished('a', outcome),
  // A day later.
  finishedAtMs: plan.plannedAtMs + 24 * hourMs,
  recount: recountOf(plan),
  ...overrides,
});

/** A run that was closed with both answers, and a day has passed. */
async function closedWorld(overrides: Partial<ReportPlan> = {}): Promise<World> {
  const world = new World();
  await world.deliver(opened({ ...plan, ...overrides }), finished('a', row(100, 10)), finished('b', countOf('5')));
  world.nowMs += 24 * hourMs;
  return world;
}

const valuesOf = (world: World) =>
  world.lastReport?.content.values.map(({ numberId, value, recountedFrom }) => [numberId, value, recountedFrom]);

const keptIn = (world: World) =>
  [...world.runs.history.values()].flatMap(({ values }) => values.map(({ value }) => value));

describe('an answer to a question that was asked again (A13)', () => {
  it('that has found more corrects the report, which says so, and the history', async () => {
    const world = await closedWorld();
    const before = await world.storedRun();

    await world.deliver(again(row(103, 11, 41)));

    expect(valuesOf(world)).toEqual([
      ['requests', 103, 100],
      ['failed', 7, undefined],
      ['people', 11, 10],
      ['p95', 41, 40],
      [undefined, 5, undefined],
    ]);
    expect(keptIn(world)).toEqual([103, 7, 11, 41, 5]);
    expect(await world.storedRun()).toMatchObject({ counter: before.counter, revision: before.revision + 1 });
    expect(world.logged('result-counted').at(-1)).toMatchObject({ change: 'recounted' });
  });

  it('that has found yet more keeps the number that readers have seen first', async () => {
    const world = await closedWorld();

    await world.deliver(again(row(103, 11)), again(row(104, 11), { finishedAtMs: plan.plannedAtMs + 25 * hourMs }));

    expect(valuesOf(world)?.[0]).toEqual(['requests', 104, 100]);
  });

  it.each([
    ['the same', row(100, 10)],
    ['less, of logs that were deleted in part', row(60, 12)],
    ['less of one count and more of another', row(103, 11, 41, 6)],
    ['as many, and other estimates', row(100, 12, 55)],
    ['a failure', failure()],
    ['something that is no row', countOf('x')],
  ])('changes nothing if it is %s', async (_what, outcome) => {
    const world = await closedWorld();

    await world.deliver(again(outcome));

    expect(world.reports).toHaveLength(1);
    expect(keptIn(world)).toEqual([100, 7, 10, 40, 5]);
  });

  it.each([
    ['a question that was another one then', { recount: recountOf(plan, 'd9') }],
    ['another window', { recount: { ...recountOf(plan), windowStartMs: plan.windowStartMs - hourMs } }],
    ['a question that the plan does not have', { queryId: 'c' }],
  ])('changes nothing if it is about %s', async (_what, overrides) => {
    const world = await closedWorld();

    await world.deliver(again(row(103, 11), overrides));

    expect(world.reports).toHaveLength(1);
  });

  it.each([
    ['an answer', row(103, 11)],
    ['a failure', failure()],
  ])('leaves nothing behind of a run that there has never been (%s)', async (_what, outcome) => {
    const world = new World();

    await world.deliver(again(outcome));
    world.nowMs += hourMs;
    await world.deliver(sweepEvent);

    expect(await world.deps.store.readRun(runId)).toBeUndefined();
    expect(world.logged('run-without-plan')).toEqual([]);
  });

  it('does not answer the question of a run that goes on', async () => {
    const world = new World();
    await world.deliver(opened(plan), finished('b', countOf('5')));

    await world.deliver(again(row(103, 11)));

    expect(world.reports).toEqual([]);
  });

  it.each([
    ['has failed', [finished('a', failure())]],
    ['has had no answer', []],
  ])('answers one that %s, as any late success', async (_what, events) => {
    const world = new World();
    await world.deliver(opened(plan), finished('b', countOf('5')), ...events);
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(deadline(plan));
    world.nowMs += 24 * hourMs;

    await world.deliver(again(row(103, 11)));

    expect(world.reports.map(inShort).at(-1)).toBe('complete a=103 a=7 a=11 a=40 b=5');
    expect(valuesOf(world)?.[0]).toEqual(['requests', 103, undefined]);
  });

  it('does not wait for others where a destination gets mails: a recount alone makes none', async () => {
    const world = await closedWorld({ destinations: [channel, mail] });

    await world.deliver(again(row(103, 11)));

    expect(world.paused).toEqual([]);
    expect(valuesOf(world)?.[0]).toEqual(['requests', 103, 100]);
  });

  it('is compared with what another answer has stored meanwhile', async () => {
    const world = await closedWorld();
    const { replaceSuccess } = world.deps.store;
    let isFirst = true;
    const deps = world.withStore({
      replaceSuccess: async (result, read) => {
        if (isFirst) {
          isFirst = false;
          await replaceSuccess({ ...result, outcome: row(105, 12), finishedAtMs: 7 }, read);
        }
        return replaceSuccess(result, read);
      },
    });

    await world.process([again(row(103, 11))], deps);

    expect(keptIn(world).slice(0, 3)).toEqual([105, 7, 12]);
  });
});
