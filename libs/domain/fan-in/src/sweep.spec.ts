import { runEventsDelivery } from '@pulso/contracts/run-events';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { type RunStore } from './ports';
import {
  World,
  chatPlan,
  failure,
  finished,
  opened,
  planOf,
  runId,
  startMs,
  sweepEvent,
  withoutNotifier,
} from './testing/world';

const plan = planOf(['a', 'b']);

describe('sweep (A8)', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it.each([
    ['progress', chatPlan(['a', 'b']), 'progress a=1 b:pending'],
    ['a closed report', planOf(['a']), 'complete a=1'],
  ])('sends %s that is owed', async (_what, owedPlan, expected) => {
    await world.deliver(opened(owedPlan));
    world.published.length = 0;
    await world.process([finished('a', 1)], withoutNotifier);

    await world.sweepUntil(startMs + 5 * minuteMs);

    expect(world.said).toEqual([expected]);
  });

  it('sends an owed correction long after the run has left the sweep', async () => {
    await world.deliver(opened(planOf(['a'])), finished('a', failure()));
    await world.sweepUntil(startMs + 30 * hourMs);
    world.published.length = 0;
    await world.process([finished('a', 1)], withoutNotifier);

    await world.sweepUntil(world.nowMs + hourMs);

    expect(world.said).toEqual(['complete a=1']);
  });

  it.each([
    ['a look in between', 320 * minuteMs],
    ['its last one', 1_280 * minuteMs],
  ])(
    'sends at its next look a late answer that came while it put off the run, at %s, and could not be sent at once',
    async (_look, atMs) => {
      await world.deliver(opened(planOf(['a'])), finished('a', failure()));
      await world.sweepUntil(startMs + atMs - 5 * minuteMs);
      const interrupted = {
        ...world.deps,
        publishReportUpdate: async () => void (await world.process([finished('a', 1)], withoutNotifier)),
      };
      world.nowMs += 5 * minuteMs;
      await world.process([sweepEvent], interrupted);
      world.published.length = 0;

      await world.sweepUntil(world.nowMs + 5 * minuteMs);

      expect(world.said).toEqual(['complete a=1']);
    },
  );

  it('repeats a closed report for a day at growing intervals, always the same revision', async () => {
    await world.deliver(opened(planOf(['a'])), finished('a', 1));
    const first = world.lastReport;
    world.published.length = 0;
    const repeatedAt: number[] = [];

    for (let sweepCount = 0; sweepCount < 40 * 12; sweepCount += 1) {
      const before = world.published.length;
      await world.sweepUntil(world.nowMs + 5 * minuteMs);
      if (world.published.length > before) repeatedAt.push((world.nowMs - startMs) / minuteMs);
    }

    expect(repeatedAt).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280]);
    expect(world.published.every((update) => JSON.stringify(update) === JSON.stringify(first))).toBe(true);
    expect(await world.runs.store.nominate('closed', { dueByMs: Number.MAX_SAFE_INTEGER, limit: 9 })).toEqual([]);
  });

  it('retries after growing pauses what fails at a closed report, since each attempt sends it again', async () => {
    await world.deliver(opened(planOf(['a'])), finished('a', failure()));
    const failing = { store: { keepHistory: async () => Promise.reject(new Error('The table is full.')) } };
    await world.process([finished('a', 1)], failing);
    world.published.length = 0;

    for (let sweepCount = 0; sweepCount < 24; sweepCount += 1) {
      world.nowMs += 5 * minuteMs;
      await world.process([sweepEvent], failing);
    }
    const triedAt = world
      .logged('sweep-failed')
      .map(({ timestamp }) => (Date.parse(String(timestamp)) - startMs) / minuteMs);
    const handedOver = world.published.length;
    await world.sweepUntil(world.nowMs + 30 * minuteMs);

    expect(triedAt).toEqual([5, 10, 20, 40, 70, 100]);
    expect(handedOver).toBe(triedAt.length);
    expect((await world.storedRun()).sentRevision).toBe((await world.storedRun()).revision);
  });

  it('raises the alarm about old results without a plan at growing intervals', async () => {
    await world.deliver(finished('a', 1));

    await world.sweepUntil(startMs + 5 * minuteMs);
    const early = world.logged('run-without-plan').length;
    await world.sweepUntil(startMs + 2 * hourMs);

    expect(early).toBe(0);
    expect(world.logged('run-without-plan').map(({ ageMs }) => Number(ageMs) / minuteMs)).toEqual([10, 20, 40, 80]);
    expect(world.logged('run-without-plan')[0]).toMatchObject({ level: 'ERROR', runId, counter: 1 });
  });

  it("goes on with the other runs if one can't be read, and logs it", async () => {
    const other = 'daily-usage/manual/1';
    await world.deliver(opened(plan), opened(plan, other));
    world.nowMs = plan.reportDueAtMs;
    const readRun: typeof world.deps.store.readRun = async (id) => {
      if (id === runId) throw new Error('The item is broken.');
      return world.deps.store.readRun(id);
    };

    const response = await world.process([sweepEvent], { store: { readRun } });

    expect(response.batchItemFailures).toEqual([]);
    expect(world.reports.map((report) => report.runId)).toEqual([other]);
    expect(world.logged('sweep-failed')).toMatchObject([
      { level: 'ERROR', runId, errorMessage: 'The item is broken.' },
    ]);
  });

  it("ends before the function's timeout, and the next sweep does the rest", async () => {
    const runIds = Array.from({ length: 30 }, (_, n) => `daily-usage/manual/${n}`);
    for (const id of runIds) await world.deliver(opened(plan, id));
    world.nowMs = plan.reportDueAtMs;
    const closeRun: typeof world.deps.store.closeRun = async (run) => {
      world.nowMs += 1000;
      return world.deps.store.closeRun(run);
    };
    const slow = { store: { closeRun } };

    await world.process([sweepEvent], slow);
    const tookMs = world.nowMs - plan.reportDueAtMs;
    const doneFirst = world.reports.length;
    await world.process([sweepEvent], slow);
    await world.process([sweepEvent], slow);

    expect(doneFirst).toBe(10);
    expect(tookMs).toBeLessThanOrEqual((runEventsDelivery.functionTimeoutSeconds * 1_000) / 2);
    expect(world.logged('sweep-cut-short')).toMatchObject([
      { level: 'WARN', leftCount: 20 },
      { level: 'WARN', leftCount: 10 },
    ]);
    expect(new Set(world.reports.map((report) => report.runId))).toEqual(new Set(runIds));
  });

  it.each<[string, Partial<Pick<RunStore, 'readRun' | 'closeRun'>>]>([
    ['can not be read', { readRun: async () => Promise.reject(new Error('The item is broken.')) }],
    ['can not be closed', { closeRun: async () => Promise.reject(new Error('no')) }],
    ['are only in a stale index', { readRun: async () => undefined }],
  ])('reaches the others behind more runs than fit into a sweep, which %s', async (_what, broken) => {
    const brokenIds = Array.from({ length: 230 }, (_, n) => `daily-usage/manual/${n}`);
    for (const id of brokenIds) await world.deliver(opened(plan, id));
    world.nowMs += minuteMs;
    await world.deliver(opened(planOf(['a', 'b'], { reportDueAtMs: startMs + 5 * minuteMs })));
    const storeOf = (id: string) => (id === runId ? world.deps.store : { ...world.deps.store, ...broken });
    const store: Partial<RunStore> = {
      readRun: (id) => storeOf(id).readRun(id),
      closeRun: (run) => storeOf(run.runId).closeRun(run),
    };

    for (let sweepCount = 0; sweepCount < 3; sweepCount += 1) {
      world.nowMs += 5 * minuteMs;
      await world.process([sweepEvent], { store });
    }

    expect(world.reports.map((report) => report.runId)).toEqual([runId]);
  });

  it('has time for the other kinds if the open runs take all of it', async () => {
    const slowIds = Array.from({ length: 30 }, (_, n) => `daily-usage/manual/${n}`);
    for (const id of slowIds) await world.deliver(opened(plan, id));
    await world.deliver(finished('a', 1));
    world.nowMs = plan.reportDueAtMs;
    const closeRun: typeof world.deps.store.closeRun = async () => {
      world.nowMs += 2_000;
      throw new Error('no');
    };

    await world.process([sweepEvent], { store: { closeRun } });

    expect(world.logged('run-without-plan')).toHaveLength(1);
  });

  it("does the rest if one kind can't be nominated, and is delivered again", async () => {
    await world.deliver(finished('a', 1));
    world.nowMs += 10 * minuteMs;
    const nominate: typeof world.deps.store.nominate = async (state, nomination) => {
      if (state === 'open') throw new Error('The index is away.');
      return world.deps.store.nominate(state, nomination);
    };

    const response = await world.process([sweepEvent], { store: { nominate } });

    expect(response.batchItemFailures).toHaveLength(1);
    expect(world.logged('run-without-plan')).toHaveLength(1);
    expect(world.logged('sweep-finished')).toEqual([]);
  });

  it('gives one sign of life with its counts, however many sweeps have piled up', async () => {
    await world.deliver(opened(plan), finished('a', 1, 'daily-usage/manual/1'));
    world.nowMs += 10 * minuteMs;

    await world.process([sweepEvent, sweepEvent]);

    expect(world.logged('sweep-finished')).toMatchObject([
      { level: 'INFO', openCount: 1, waitingCount: 1, expectedCount: 0, closedCount: 0 },
    ]);
  });
});
