import { sweepEverySeconds } from '@pulso/contracts/run-events';
import { nextScheduledMs } from '@pulso/kit/time';

import { sweepsMetric } from '../alarms/stage-alarms';
import { isAtRest } from '../invariants/is-told';
import { names } from '../services/names';
import { lastSweepMsOf } from './features';
import { type Sweeps, type World } from './world';

const sweepEveryMs = sweepEverySeconds * 1000;

/** How long a day's sweeps continue after everything is delivered: usually not at all, sometimes for over a day. */
const restlessMs: readonly (readonly [share: number, ms: number])[] = [
  [0.8, 0],
  [0.95, 60 * 60_000],
  [1, 26 * 3_600_000],
];

/** Creates the sweep's schedule. It skips sweeps that would find nothing to do: they would only read the index. */
export function createSweeps(world: World): Sweeps {
  const { kernel, mix, tables, alarms, windowMs, features } = world;
  const share = kernel.draws.of('sweeps').next();
  const [, keepsOnMs] = restlessMs.find(([limit]) => share < limit) ?? [1, 0];
  const lastMs = lastSweepMsOf(kernel.startMs, features);
  const planned = new Set<number>();
  let lastFiredMs = -Infinity;

  const planAt = (fromMs: number): void => {
    const atMs = (Math.floor(Math.max(fromMs, kernel.nowMs) / sweepEveryMs) + 1) * sweepEveryMs;
    if (planned.has(atMs) || atMs > lastMs) return;
    planned.add(atMs);
    kernel.after(atMs - kernel.nowMs, () => fire(atMs));
  };

  const fire = (atMs: number): void => {
    planned.delete(atMs);
    // The skipped sweeps would have found nothing to do.
    if (atMs - lastFiredMs > sweepEveryMs) alarms.assumeUntil(sweepsMetric, atMs - sweepEveryMs);
    lastFiredMs = atMs;
    alarms.await(sweepsMetric, atMs);
    tables.sweepExpired();
    const nextMs = nextDueMs(world);
    const window = Math.floor((kernel.nowMs - kernel.startMs) / windowMs);
    const isOver = kernel.nowMs > kernel.startMs + window * windowMs + keepsOnMs;
    const isResting = nextMs !== undefined && isOver && isAtRest(world);
    // Clocks differ: what is due soon may be due for a function whose clock is ahead.
    if (nextMs === undefined || isResting || nextMs > kernel.nowMs + sweepEveryMs) {
      alarms.assumeUntil(sweepsMetric, atMs);
      // Until the next window is over, sweeps would only repeat what is delivered.
      if (isResting && window + 1 < features.windowCount) planAt(kernel.startMs + (window + 1) * windowMs);
      if (nextMs !== undefined && !isResting) planAt(nextMs - sweepEveryMs);
      return;
    }
    planAt(kernel.nowMs);
    if (kernel.draws.of('sweeps').chance(mix.chanceOf('schedule-never', 'schedule.sweep'))) {
      return world.countFault('schedule-never', 'sweep');
    }
    sweeps.sentCount += 1;
    const body = { schemaVersion: 1, type: 'sweep', scheduledTime: new Date(atMs).toISOString() };
    world.queueNamed(names.runEventsQueue).put(JSON.stringify(body), 0);
  };

  const sweeps = { sentCount: 0, onWrite: () => planAt(kernel.nowMs) };
  return sweeps;
}

/** @returns When the sweep next has something to do, epoch ms. */
function nextDueMs({ kernel, schedules, tables }: World): number | undefined {
  let earliest: number | undefined;
  let isExpecting = false;
  tables.runs.forEachItem(({ sweepState, sweepAtMs }) => {
    if (sweepState === undefined || sweepAtMs?.N === undefined) return;
    if (sweepState.S === 'expected') isExpecting = true;
    earliest = Math.min(earliest ?? Infinity, Number(sweepAtMs.N));
  });
  const mayExpect = schedules.some((schedule) => nextScheduledMs(schedule, kernel.nowMs) !== undefined);
  return isExpecting || !mayExpect ? earliest : kernel.nowMs;
}
