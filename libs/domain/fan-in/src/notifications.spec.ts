import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { World, deadline, finished, opened, planOf, startMs, withoutNotifier } from './testing/world';

const notifyOn: ReportPlan['notifyOn'] = [{ queryId: 'a', falls: true }];

/** Hour 0 ends at `startMs`. */
const hourPlan = (hour: number, overrides: Partial<ReportPlan> = {}): ReportPlan => {
  const endMs = startMs + hour * hourMs;
  return planOf(['a'], {
    reportId: 'watch',
    windowStartMs: endMs - hourMs,
    windowEndMs: endMs,
    plannedAtMs: endMs + 10 * minuteMs,
    giveUpAtMs: endMs + 19 * minuteMs,
    reportDueAtMs: endMs + 20 * minuteMs,
    notifyOn,
    ...overrides,
  });
};

const runIdOf = (hour: number): string => `watch/schedule/${hour}`;

/** The same hour of an earlier day. */
const entryAt = (hour: number, value: number): HistoryEntry => {
  const windowEndMs = startMs + hour * hourMs;
  return {
    reportId: 'watch',
    runId: runIdOf(hour),
    revision: 3,
    state: 'complete',
    windowStartMs: windowEndMs - hourMs,
    windowEndMs,
    values: [{ queryId: 'a', definition: 'a-1', value }],
    missing: [],
    expiresAtSeconds: windowEndMs / 1000 + 400 * 86_400,
  };
};

/** One half of the day has ten times as many as the other. */
const usualAt = (hour: number): number => ((hour + 720) % 24 < 12 ? 200 : 2000);

let world: World;

beforeEach(async () => {
  world = new World();
  for (let hour = -30 * 24; hour < 0; hour += 1) {
    await world.runs.store.keepHistory(entryAt(hour, usualAt(hour)));
  }
});

const tell = (hour: number, value: number, overrides: Partial<ReportPlan> = {}) =>
  world.report(hourPlan(hour, overrides), { a: value }, runIdOf(hour));

const told = (): string[] =>
  world.reports.map(
    ({ runId, content }) => `${runId.split('/').at(-1)} ${content.notifications?.[0]?.change ?? 'no notification'}`,
  );

describe('a report that is sent only for its anomalies (A15)', () => {
  it('is sent when the hour becomes an anomaly, and when that is over', async () => {
    for (const [hour, value] of [usualAt(0), 0, 0, usualAt(3), usualAt(4)].entries()) await tell(hour, value);

    expect(told()).toEqual(['1 fell', '3 back']);
    expect(world.reports[0]?.content).toMatchObject({
      values: [{ queryId: 'a', value: 0, isAnomaly: true, baseline: { low: expect.any(Number) } }],
      notifications: [{ queryId: 'a', change: 'fell' }],
    });
  });

  it('shows no line of the same hour on other days: readers would take it for the hours before', async () => {
    await tell(0, 0);

    expect(world.lastReport?.content.values[0]).not.toHaveProperty('earlier');
  });

  it('is sent whenever a person asks, without notifications', async () => {
    await tell(0, usualAt(0), { trigger: 'manual' });
    await tell(1, 0);

    expect(told()).toEqual(['0 no notification', '1 fell']);
  });

  it('is not sent while the question has no answer, and is sent when the answer comes', async () => {
    const plan = hourPlan(0);
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(opened(plan, runIdOf(0)), deadline(plan, runIdOf(0)));
    expect(told()).toEqual([]);

    await world.deliver(finished('a', 0, runIdOf(0)));

    expect(told()).toEqual(['0 fell']);
  });

  it('repeats its notifications when its process died between the decision and the queue', async () => {
    const plan = hourPlan(0);
    world.nowMs = plan.plannedAtMs;
    await world.process([opened(plan, runIdOf(0)), finished('a', 0, runIdOf(0))], withoutNotifier);
    expect([told(), (await world.runs.store.readNotificationState('watch'))?.sent.length]).toEqual([[], 1]);
    await tell(1, 0);

    await world.deliver(finished('a', 0, runIdOf(0)));

    expect(told()).toEqual(['0 fell']);
  });

  it('decides again if another process decided another hour in between', async () => {
    const { store } = world.runs;
    const storeNotificationState = jest.fn(store.storeNotificationState).mockImplementationOnce(async (kept, read) => {
      await tell(-1, 0);
      world.nowMs = hourPlan(0).plannedAtMs;
      return await store.storeNotificationState(kept, read);
    });
    const plan = hourPlan(0);
    world.nowMs = plan.plannedAtMs;

    await world.process([opened(plan, runIdOf(0)), finished('a', 0, runIdOf(0))], {
      store: { storeNotificationState },
    });

    expect(told()).toEqual(['-1 fell']);
  });

  it('is not repeated by the sweep if it was not sent', async () => {
    await tell(0, usualAt(0));
    await tell(1, 0);
    const { store } = world.runs;
    const readHistory = jest.fn(store.readHistory);

    Object.assign(world.deps.store, { readHistory });
    await world.sweepUntil(world.nowMs + 12 * hourMs);

    expect(new Set(world.reports.map(({ runId }) => runId))).toEqual(new Set([runIdOf(1)]));
    expect(readHistory.mock.calls.length).toBe(world.reports.length - 1);
  });
});
