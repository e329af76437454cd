import {
  RunEventWorld,
  countOf,
  finished,
  hourMs,
  minuteMs,
  opened,
  planOf,
  startMs,
  sweepEvent,
} from './testing/run-event-world';

describe('a scheduled run that is expected', () => {
  const nextMs = Date.parse('2026-11-26T12:30:00.000Z');
  const nextRunId = 'daily-usage/schedule/2026-11-26T12:30:00.000Z';
  const today = planOf(['a'], { nextScheduledAtMs: nextMs });
  const tomorrow = planOf(['a'], { nextScheduledAtMs: nextMs + 24 * hourMs, windowEndMs: startMs + 24 * hourMs });
  const openedTomorrow = { ...opened(tomorrow), runId: nextRunId } as typeof sweepEvent;
  let world: RunEventWorld;

  beforeEach(() => {
    world = new RunEventWorld();
  });

  const alarms = () => world.logged('scheduled-run-missing');

  it('raises the alarm when it is missing well after its time, at growing intervals, and not for ever', async () => {
    await world.deliver(opened(today));

    await world.sweepUntil(nextMs + 14 * minuteMs);
    const early = alarms().length;
    await world.sweepUntil(nextMs + 3 * hourMs);
    const afterHours = alarms().length;
    await world.sweepUntil(nextMs + 30 * 24 * hourMs);

    expect(early).toBe(0);
    expect(afterHours).toBe(4);
    expect(alarms()[0]).toMatchObject({ level: 'ERROR', reportId: 'daily-usage', runId: nextRunId });
    expect(alarms().length).toBeLessThan(12);
  });

  it('is not looked for before its time, even if a stale index names it', async () => {
    await world.deliver(opened(today));
    world.nowMs = nextMs + 14 * minuteMs;
    const watch = { ...world.deps.watch, nominateExpected: async () => ['daily-usage', 'unknown-report'] };

    await world.process([sweepEvent], { ...world.deps, watch });

    expect(alarms()).toEqual([]);
    expect(world.logged('sweep-failed')).toEqual([]);
  });

  it('raises none when it comes, and then expects the one after it', async () => {
    await world.deliver(opened(today));
    world.nowMs = nextMs + minuteMs;
    await world.deliver(openedTomorrow);

    await world.sweepUntil(nextMs + 23 * hourMs);
    const before = alarms().length;
    await world.sweepUntil(nextMs + 25 * hourMs);

    expect(before).toBe(0);
    expect(alarms()[0]).toMatchObject({ runId: 'daily-usage/schedule/2026-11-27T12:30:00.000Z' });
  });

  it('is not expected again by a late duplicate of an older run', async () => {
    await world.deliver(opened(today));
    world.nowMs = nextMs + minuteMs;
    await world.deliver(openedTomorrow, opened(today));

    await world.sweepUntil(nextMs + 23 * hourMs);

    expect(alarms()).toEqual([]);
  });

  it('is found by the sweep when its opening died before it was noted', async () => {
    await world.deliver(opened(today));
    world.nowMs = nextMs + minuteMs;
    const watch = { ...world.deps.watch, expectRun: async () => Promise.reject(new Error('The table is away.')) };
    await world.process([openedTomorrow], { ...world.deps, watch });

    await world.sweepUntil(nextMs + 23 * hourMs);
    const before = alarms().length;
    await world.sweepUntil(nextMs + 25 * hourMs);

    expect(before).toBe(0);
    expect(alarms()[0]).toMatchObject({ runId: 'daily-usage/schedule/2026-11-27T12:30:00.000Z' });
  });

  it('does not count as come when only its results have', async () => {
    await world.deliver(opened(today));
    world.nowMs = nextMs + minuteMs;
    await world.deliver({ ...finished('a', countOf('1')), runId: nextRunId } as typeof sweepEvent);

    await world.sweepUntil(nextMs + 20 * minuteMs);

    expect(alarms()).toHaveLength(1);
  });
});
