import { type RunEvent } from '@pulso/contracts/run-events';

import { type ReportSchedule } from './ports';
import { reportContentOf } from './report/report-content';
import { isOpened } from './run';
import { type Fault, FaultyProcess, faults } from './testing/faulty-ports';
import {
  World,
  chatPlan,
  countOf,
  daily,
  deadline,
  failure,
  finished,
  inShort,
  minuteMs,
  opened,
  planOf,
  runId,
  startMs,
  sweepEvent,
} from './testing/world';

interface Timed {
  readonly event: RunEvent;
  readonly atMs: number;
}

interface Scenario {
  readonly events: readonly Timed[];
  readonly untilMs: number;
  readonly schedules?: readonly ReportSchedule[];
}

const at = (seconds: number, event: RunEvent): Timed => ({ event, atMs: startMs + seconds * 1000 });

/** An early answer, a failure that a success replaces, a question without any answer, duplicates. */
const scheduled = planOf(['a', 'b', 'c']);
const scheduledRun: Scenario = {
  events: [
    at(0, finished('a', failure())),
    at(1, opened(scheduled)),
    at(2, finished('b', countOf('2'))),
    at(3, finished('a', countOf('1'))),
    at(4, finished('a', countOf('1'))),
    at(600, deadline(scheduled)),
  ],
  untilMs: startMs + 30 * minuteMs,
  schedules: [daily],
};

/** Everything answers, progress is shown, the deadline comes early. */
const chatted = chatPlan(['a', 'b']);
const chatRun: Scenario = {
  events: [
    at(0, opened(chatted)),
    at(1, finished('a', countOf('1'))),
    at(2, finished('b', failure())),
    at(3, deadline(chatted)),
    at(20 * 60, finished('b', countOf('2'))),
  ],
  untilMs: startMs + 40 * minuteMs,
};

const smallRun: Scenario = {
  events: [at(0, opened(planOf(['a']))), at(1, finished('a', countOf('1')))],
  untilMs: startMs + 15 * minuteMs,
};

interface End {
  readonly world: World;
  readonly callCount: number;
}

/**
 * Plays a scenario with faults. A message whose handling failed or died is delivered again a minute later, or, where
 * messages are lost, never. One that waits comes back after its pause, or, where that failed, after a minute, too.
 */
async function play(
  { events, untilMs, schedules = [] }: Scenario,
  faultByCall: ReadonlyMap<number, Fault>,
  afterFault: 'redelivered' | 'lost',
): Promise<End> {
  const world = new World();
  world.schedules.push(...schedules);
  const sweeps: Timed[] = [];
  for (let atMs = startMs + 5 * minuteMs; atMs <= untilMs; atMs += 5 * minuteMs)
    sweeps.push({ event: sweepEvent, atMs });
  const queue: Timed[] = [...events, ...sweeps];
  const process = new FaultyProcess(world.deps, faultByCall);
  for (let steps = 0; queue.length > 0; steps += 1) {
    if (steps > 200) throw new Error('The queue does not run empty.');
    queue.sort((a, b) => a.atMs - b.atMs);
    const next = queue.shift();
    if (!next) break;
    world.nowMs = Math.max(world.nowMs, next.atMs);
    const failureCount = world.logged('message-not-settled').length;
    const { batchItemFailures } = await world.process([next.event], process.deps);
    const hasFailed = process.isDead || world.logged('message-not-settled').length > failureCount;
    process.isDead = false;
    const [pause] = world.paused.splice(0);
    if (hasFailed && afterFault === 'redelivered') queue.push({ ...next, atMs: world.nowMs + minuteMs });
    else if (!hasFailed && batchItemFailures.length > 0) {
      queue.push({ ...next, atMs: pause?.comesBackAtMs ?? world.nowMs + minuteMs });
    }
  }
  return { world, callCount: process.callCount };
}

const shown = ({ shownReport }: World): string => inShort(shownReport);

async function expectRightEnd({ world }: End): Promise<void> {
  const run = await world.runs.store.readRun(runId);
  if (!isOpened(run)) throw new Error('The run was never opened.');
  const results = await world.runs.store.readResults(runId);
  expect(run).toMatchObject({ state: 'closed', counter: results.length, sentRevision: run.revision });
  expect(shown(world)).toBe(
    inShort({
      schemaVersion: 1,
      type: 'report-update',
      runId,
      revision: run.revision,
      content: reportContentOf(run, results),
      destinations: [],
    }),
  );
}

const singleFaults = (callCount: number): ReadonlyMap<number, Fault>[] =>
  Array.from({ length: callCount }, (_, call) => faults.map((fault) => new Map([[call, fault]]))).flat();

/** By commit a third of them: each kind of fault, each at other calls. */
const someSingleFaults = (callCount: number): ReadonlyMap<number, Fault>[] =>
  singleFaults(callCount).filter((_fault, index) => isNightly || index % 3 === 0);

const kindsOfPairs = [
  ['dies-before', 'dies-after'],
  ['dies-after', 'dies-before'],
  ['dies-after', 'dies-after'],
  ['fails-after', 'fails-after'],
] as const;

const pairsOfFaults = (callCount: number): [first: number, second: number, one: Fault, other: Fault][] =>
  Array.from({ length: callCount }, (_, first) => first).flatMap((first) =>
    Array.from({ length: callCount + 9 - first }, (_, further) => first + 1 + further).flatMap((second) =>
      kindsOfPairs.map(([one, other]): [number, number, Fault, Fault] => [first, second, one, other]),
    ),
  );

describe('a fault at any one port call', () => {
  it.each([
    ['a scheduled run', scheduledRun, 'partial a=1 b=2 c:no-answer'],
    ['a chat run', chatRun, 'complete a=1 b=2'],
    ['a small run', smallRun, 'complete a=1'],
  ])('changes nothing about how %s ends', async (_name, scenario, expected) => {
    const { callCount } = await play(scenario, new Map(), 'redelivered');

    for (const faultByCall of singleFaults(callCount)) {
      const end = await play(scenario, faultByCall, 'redelivered');
      await expectRightEnd(end);
      expect([[...faultByCall], shown(end.world)]).toEqual([[...faultByCall], expected]);
    }
    expect(callCount).toBeGreaterThan(10);
  });

  it.each([
    ['a scheduled run', scheduledRun],
    ['a chat run', chatRun],
  ])('leaves %s to the sweep when the message is never delivered again', async (_name, scenario) => {
    const { callCount } = await play(scenario, new Map(), 'lost');

    for (const faultByCall of someSingleFaults(callCount)) {
      const end = await play(scenario, faultByCall, 'lost');
      await expectRightEnd(end);
    }
  });

  it('keeps the history of a scheduled run right, and expects the next one', async () => {
    const { callCount } = await play(scheduledRun, new Map(), 'redelivered');

    for (const faultByCall of someSingleFaults(callCount)) {
      const { world } = await play(scheduledRun, faultByCall, 'redelivered');
      expect([...world.runs.history.values()]).toMatchObject([
        {
          state: 'partial',
          values: [
            { queryId: 'a', value: 1 },
            { queryId: 'b', value: 2 },
          ],
          missing: [{ queryId: 'c' }],
        },
      ]);
      expect(await world.runs.watch.readExpectedRun('daily-usage')).toMatchObject({
        scheduledAtMs: Date.parse('2026-11-26T12:30:00Z'),
      });
    }
  });
});

describe('faults at any two port calls', () => {
  it('change nothing about how a run ends: by commit one pair of eleven', async () => {
    const { callCount } = await play(smallRun, new Map(), 'redelivered');
    const pairs = pairsOfFaults(callCount).filter((_pair, index) => isNightly || index % 11 === 0);

    for (const [first, second, one, other] of pairs) {
      const faultByCall = new Map([
        [first, one],
        [second, other],
      ]);
      const end = await play(smallRun, faultByCall, 'redelivered');
      await expectRightEnd(end);
      expect([first, one, second, other, shown(end.world)]).toEqual([first, one, second, other, 'complete a=1']);
    }
  });
});
