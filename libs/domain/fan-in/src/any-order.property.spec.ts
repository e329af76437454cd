import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import { minuteMs } from '@pulso/kit/time';
import * as fc from 'fast-check';

import {
  World,
  channel,
  chat,
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

/** The outcomes that workers report for one question, in order. */
type Outcomes = readonly QueryOutcome[];

const outcomes: fc.Arbitrary<Outcomes> = fc.oneof(
  fc.constant([]),
  fc.constant([failure()]),
  fc.nat({ max: 99 }).map((n) => [rowsOf({ calls: n })]),
  fc.nat({ max: 99 }).map((n) => [failure(), rowsOf({ calls: n })]),
  fc.constant([rowsOf({ calls: 'not a number' })]),
);

interface Story {
  readonly plan: ReportPlan;
  /** By question; `x` and `y` are not in the plan. */
  readonly outcomesOf: Readonly<Record<string, Outcomes>>;
  /** Every event at least once, in the order of delivery, with the minutes that pass before each. */
  readonly deliveries: readonly { readonly event: RunEvent; readonly waitMs: number }[];
}

const stories: fc.Arbitrary<Story> = fc
  .record({
    queryIds: fc.subarray(['a', 'b', 'c', 'd']),
    answers: fc.record({ a: outcomes, b: outcomes, c: outcomes, d: outcomes, x: outcomes, y: outcomes }),
    destinations: fc.subarray([channel, chat], { minLength: 1 }),
    planEvents: fc.constantFrom('both', 'run-opened', 'run-deadline'),
  })
  .chain(({ queryIds, answers, destinations, planEvents }) => {
    const plan = planOf(queryIds, { destinations: [...destinations] });
    const outcomesOf: Record<string, Outcomes> = Object.fromEntries(
      Object.entries(answers).filter(([queryId]) => queryIds.includes(queryId) || 'xy'.includes(queryId)),
    );
    const events = [
      ...(planEvents === 'run-deadline' ? [] : [opened(plan)]),
      ...(planEvents === 'run-opened' ? [] : [deadline(plan)]),
      ...Object.entries(outcomesOf).flatMap(([queryId, all]) => all.map((outcome) => finished(queryId, outcome))),
    ];
    const delivery = fc.record({
      copies: fc.integer({ min: 1, max: 3 }),
      ranks: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
      waits: fc.tuple(...Array.from({ length: 3 }, () => fc.constantFrom(0, 0, 0, minuteMs, 6 * minuteMs))),
    });
    return fc.array(delivery, { minLength: events.length, maxLength: events.length }).map((shuffle) => ({
      plan,
      outcomesOf,
      deliveries: events
        .flatMap((event, index) => {
          const { copies = 1, ranks = [0, 0, 0], waits = [0, 0, 0] } = shuffle[index] ?? {};
          return ranks.slice(0, copies).map((rank, copy) => ({ event, rank, waitMs: waits[copy] ?? 0 }));
        })
        .sort((one, other) => one.rank - other.rank),
    }));
  });

/** The expected report, straight from the outcomes, without runs, counters or revisions. */
function rightAnswer({ plan, outcomesOf }: Story): string {
  const values: string[] = [];
  const missing: string[] = [];
  for (const { queryId } of plan.queries) {
    const all = outcomesOf[queryId] ?? [];
    const best = all.find(({ status }) => status === 'success') ?? all[0];
    if (!best) missing.push(`${queryId}:no-answer`);
    else if (best.status === 'failed') missing.push(`${queryId}:gave-up`);
    else if (best.rows[0]?.[0]?.value === 'not a number') missing.push(`${queryId}:unexpected-result`);
    else values.push(`${queryId}=${best.rows[0]?.[0]?.value}`);
  }
  return [missing.length === 0 ? 'complete' : 'partial', ...values, ...missing].join(' ');
}

/** What the notifier shows in the end: the first content of the highest revision. */
const shownBy = (world: World): string | undefined =>
  world.reports.toSorted((one, other) => other.revision - one.revision).map(inShort)[0];

/** What must hold at every moment. */
async function checkAlways(world: World, { plan, outcomesOf }: Story): Promise<void> {
  const run = await world.runs.store.readRun(runId);
  const known = Object.values(outcomesOf).filter((all) => all.length > 0).length;
  expect(run?.counter ?? 0).toBeLessThanOrEqual(known);
  expect(run?.counter ?? 0).toBe((await world.runs.store.readResults(runId)).length);
  expect(run?.sentRevision ?? 0).toBeLessThanOrEqual(run?.revision ?? 0);
  for (const { content } of world.reports.filter((report) => report.content.state === 'complete')) {
    expect(content.values.map(({ queryId }) => queryId)).toEqual(plan.queries.map(({ queryId }) => queryId));
  }
}

/** Delivers what is still under way, and sweeps until the run is over. */
async function finish(world: World, { plan }: Story): Promise<void> {
  world.nowMs = Math.max(world.nowMs, plan.reportDueAtMs + minuteMs);
  await world.deliver(...world.paused.map(({ body }) => body));
  await world.deliver(sweepEvent);
}

describe('run events in any order, any number of times', () => {
  it('lead to the same report', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const world = new World();
        for (const { event, waitMs } of story.deliveries) {
          world.nowMs += waitMs;
          await world.deliver(event);
          await checkAlways(world, story);
        }

        await finish(world, story);

        await checkAlways(world, story);
        expect(shownBy(world)).toBe(rightAnswer(story));
        const run = await world.runs.store.readRun(runId);
        expect(run).toMatchObject({ state: 'closed', sentRevision: run?.revision });
      }),
      { numRuns: isNightly ? 4_000 : 60 },
    );
  });

  it('lead to the same report when several processes handle them at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.scheduler(), async (story, scheduler) => {
        const world = new World();
        // Calls and answers are late: the scheduler decides their order.
        const deps = world.depsWithin(async (call) => {
          await scheduler.schedule(Promise.resolve());
          const answer = await call();
          await scheduler.schedule(Promise.resolve());
          return answer;
        });
        const all = story.deliveries.map(({ event, waitMs }, index) => {
          world.nowMs += index === story.deliveries.length >> 1 ? waitMs : 0;
          return world.process([event], deps);
        });

        await scheduler.waitFor(Promise.all(all));
        await checkAlways(world, story);
        await finish(world, story);

        expect(world.logged('message-not-settled')).toEqual([]);
        expect(world.logged('run-closed')).toHaveLength(1);
        expect(shownBy(world)).toBe(rightAnswer(story));
      }),
      { numRuns: isNightly ? 2_000 : 50 },
    );
  });
});
