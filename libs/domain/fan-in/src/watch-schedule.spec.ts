import { type RunEvent } from '@pulso/contracts/run-events';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { type ReportSchedule } from './ports';
import { type ProcessRunEventsDeps } from './process-run-events';
import { World, finished, opened, planOf, sweepEvent } from './testing/world';

// A Wednesday; the first sweep comes three minutes before the daily report is due.
const startMs = Date.parse('2026-11-25T12:22:00Z');
const firstMs = Date.parse('2026-11-25T12:30:00Z');
const daily: ReportSchedule = { reportId: 'daily-usage', cron: 'cron(30 12 * * ? *)', timezone: 'UTC' };
const weekly: ReportSchedule = { reportId: 'weekly-usage', cron: 'cron(45 12 ? * MON *)', timezone: 'UTC' };

const runIdAt = (atMs: number, reportId = daily.reportId): string =>
  `${reportId}/schedule/${new Date(atMs).toISOString()}`;

const openedAt = (atMs: number, reportId = daily.reportId): RunEvent =>
  opened(planOf(['a'], { reportId }), runIdAt(atMs, reportId));

let world: World;

beforeEach(() => {
  world = new World();
  world.nowMs = startMs;
});

const alarms = () => world.logged('scheduled-run-missing');
/** The first alarm about each run. */
const firstAlarms = () =>
  [...Map.groupBy(alarms(), ({ runId }) => runId).values()].map(([first]) => [first?.runId, first?.timestamp]);
const missed = () => firstAlarms().map(([runId]) => runId);

/** Gives the stage these schedules. */
const configure = (...schedules: readonly ReportSchedule[]): void =>
  void world.schedules.splice(0, Infinity, ...schedules);

/** Sweeps until a run is due, and opens it. */
async function runAt(atMs: number, reportId?: string): Promise<void> {
  await world.sweepUntil(atMs);
  world.nowMs = Math.max(world.nowMs, atMs);
  await world.deliver(openedAt(atMs, reportId));
}

/** Faults of a call: an error, or the end of the process, before or after its effect. */
type Fault = 'fails-before' | 'fails-after' | 'dies-before' | 'dies-after';

const faults: readonly Fault[] = ['fails-before', 'fails-after', 'dies-before', 'dies-after'];

/** A process whose port calls, numbered from 0, fail by number. A dead process fails every call until it is revived. */
class FaultyProcess {
  callCount = 0;
  isDead = false;
  readonly deps: ProcessRunEventsDeps;
  private readonly faultByCall: ReadonlyMap<number, Fault>;

  constructor(world: World, faultByCall: ReadonlyMap<number, Fault>) {
    this.faultByCall = faultByCall;
    this.deps = world.depsWithin((call) => this.run(call));
  }

  private async run(call: () => Promise<unknown>): Promise<unknown> {
    if (this.isDead) throw new Error('The process is dead.');
    const fault = this.faultByCall.get(this.callCount);
    this.callCount += 1;
    if (fault === undefined) return await call();
    const isDeath = fault.startsWith('dies');
    if (fault.endsWith('before')) {
      this.isDead = isDeath;
      throw new Error('The call did not get through.');
    }
    await call();
    this.isDead = isDeath;
    throw new Error('The call got through, its answer did not.');
  }
}

describe('a scheduled run', () => {
  beforeEach(() => configure(daily));

  it('is missed a quarter of an hour after its time, even the first one, and then at growing intervals', async () => {
    await world.sweepUntil(firstMs + 14 * minuteMs);
    const early = alarms().length;
    await world.sweepUntil(firstMs + 17 * minuteMs);
    const inTime = alarms().length;
    await world.sweepUntil(firstMs + 23 * hourMs);

    expect([early, inTime]).toEqual([0, 1]);
    expect(alarms()[0]).toMatchObject({
      level: 'ERROR',
      reportId: 'daily-usage',
      runId: runIdAt(firstMs),
      scheduledAt: '2026-11-25T12:30:00.000Z',
    });
    expect(alarms()).toHaveLength(7);
  });

  it('raises no further alarm once it has come late', async () => {
    await world.sweepUntil(firstMs + 50 * minuteMs);
    const before = alarms().length;
    await world.deliver(openedAt(firstMs));

    await world.sweepUntil(firstMs + 23 * hourMs);

    expect([before, alarms().length]).toEqual([2, 2]);
  });

  it('is missed if only its results have come', async () => {
    await world.sweepUntil(startMs + 5 * minuteMs);
    await world.deliver(finished('a', 1, runIdAt(firstMs)));

    await world.sweepUntil(firstMs + 20 * minuteMs);

    expect(alarms()).toHaveLength(1);
  });

  it('is looked for after missed sweeps, one run after the other', async () => {
    await world.deliver(sweepEvent, openedAt(firstMs + dayMs));
    world.nowMs = firstMs + 3 * dayMs + hourMs;

    await world.deliver(sweepEvent);

    expect(missed()).toEqual([0, 2, 3].map((day) => runIdAt(firstMs + day * dayMs)));
  });

  it('is not missed if it has come and has expired', async () => {
    await world.deliver(sweepEvent);
    await runAt(firstMs);
    for (let day = 1; day <= 50; day += 1) await world.deliver(openedAt(firstMs + day * dayMs));

    world.nowMs = firstMs + 50 * dayMs;
    await world.deliver(sweepEvent);

    expect(alarms()).toEqual([]);
  });

  it('is missed until the next one is due, even a year later', async () => {
    configure({ ...daily, cron: 'cron(30 12 25 11 ? *)' });
    await world.deliver(sweepEvent);

    world.nowMs = firstMs + 300 * dayMs;
    await world.deliver(sweepEvent);

    expect(missed()).toEqual([runIdAt(firstMs)]);
  });

  it.each(faults)('is missed even if a sweep at any of its calls %s', async (fault) => {
    for (let call = 0; call < 30; call += 1) {
      world = new World();
      configure({ ...daily, cron: 'cron(30 12,13 * * ? *)' });
      const process = new FaultyProcess(world, new Map([[call, fault]]));
      for (world.nowMs = startMs - 10 * minuteMs; world.nowMs < firstMs + 90 * minuteMs; world.nowMs += 5 * minuteMs) {
        await world.process([sweepEvent], process.deps);
        process.isDead = false;
      }
      expect([call, ...missed()]).toEqual([call, runIdAt(firstMs), runIdAt(firstMs + hourMs)]);
    }
  });
});

describe('a report that runs once a week', () => {
  const mondayMs = Date.parse('2026-11-30T12:45:00Z');

  beforeEach(() => configure(daily, weekly));

  it('is missed in its first week, beside a daily one that comes', async () => {
    for (let atMs = firstMs; atMs < mondayMs + dayMs; atMs += dayMs) await runAt(atMs);

    expect(missed()).toEqual([runIdAt(mondayMs, 'weekly-usage')]);
  });
});

describe('a schedule that was changed', () => {
  beforeEach(async () => {
    configure(daily);
    await world.deliver(sweepEvent);
  });

  it('to an earlier time is missed at that time only', async () => {
    configure({ ...daily, cron: 'cron(28 12 * * ? *)' });

    await world.sweepUntil(firstMs + hourMs);

    expect(missed()).toEqual([runIdAt(firstMs - 2 * minuteMs)]);
  });

  it('to one that never fires again is dropped', async () => {
    configure({ ...daily, cron: 'cron(30 12 * * ? 2020)' });

    await world.sweepUntil(firstMs + 2 * dayMs);

    expect(alarms()).toEqual([]);
    expect(await world.runs.watch.readExpectedRun(daily.reportId)).toBeUndefined();
  });

  it('is dropped without an alarm if its report was removed', async () => {
    configure();

    await world.sweepUntil(firstMs + 2 * dayMs);

    expect(alarms()).toEqual([]);
    expect(world.logged('schedule-forgotten')).toMatchObject([{ level: 'INFO', reportId: daily.reportId }]);
    expect(await world.runs.watch.readExpectedRun(daily.reportId)).toBeUndefined();
  });
});

describe('schedules', () => {
  it.each([
    ['a minute of 61', { cron: 'cron(61 12 * * ? *)' }, 'is not a schedule'],
    ['words', { cron: 'every day' }, 'must be cron'],
    ['an unknown time zone', { timezone: 'Mars/Olympus' }, 'Mars/Olympus'],
  ])('are watched although one of %s rings an alarm', async (_what, broken, problem) => {
    configure({ ...daily, ...broken }, weekly);
    world.nowMs = Date.parse('2026-11-30T12:35:00Z');

    await world.sweepUntil(world.nowMs + 30 * minuteMs);

    expect(missed()).toEqual(['weekly-usage/schedule/2026-11-30T12:45:00.000Z']);
    expect(world.logged('sweep-failed')[0]).toMatchObject({
      level: 'ERROR',
      reportId: daily.reportId,
      errorMessage: expect.stringContaining(problem),
    });
  });

  it('are all reached by sweeps that are cut short', async () => {
    configure(...Array.from({ length: 40 }, (_, n) => ({ ...daily, reportId: `report-${n}` })));
    const expected = new Set<string>();
    let share = 0;
    const watch: typeof world.deps.watch = {
      ...world.deps.watch,
      readExpectedRun: async (reportId) => {
        expected.add(reportId);
        world.nowMs += 1_000;
        return world.deps.watch.readExpectedRun(reportId);
      },
    };

    for (; share < 1; share += 0.2) await world.process([sweepEvent], { ...world.deps, watch, random: () => share });

    expect(expected.size).toBe(40);
  });
});
