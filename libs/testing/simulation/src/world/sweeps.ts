import { type ReportSchedule } from '@pulso/domain/fan-in';
import { nextScheduledMs } from '@pulso/kit/time';

import { type Alarms } from '../alarms/alarms';
import { sweepsMetric } from '../alarms/stage-alarms';
import { type Kernel } from '../kernel/kernel';
import { names } from '../services/names';
import { type SimulatedQueue } from '../sqs/simulated-queue';
import { type FaultMix } from './fault-mix';
import { type Features } from './features';
import { type Tables } from './tables';

const sweepEveryMs = 5 * 60_000;

/** So long after a scheduled run the sweep does not run any more: repeats of a closed report end after a day. */
const longestDayMs = 30 * 3_600_000;

/** @returns When a world sweeps last, epoch ms. */
export const lastSweepMsOf = (
  startMs: number,
  { windowCount }: Pick<Features, 'windowCount'>,
  windowMs: number,
): number => startMs + (windowCount - 1) * windowMs + longestDayMs;

/** How long the sweep of a day goes on after everything is delivered: usually not at all, now and then for more than a day. */
const restlessMs: readonly (readonly [share: number, ms: number])[] = [
  [0.8, 0],
  [0.95, 60 * 60_000],
  [1, 26 * 3_600_000],
];

interface Surroundings {
  readonly kernel: Kernel;
  readonly mix: FaultMix;
  readonly features: Features;
  readonly windowMs: number;
  readonly alarms: Alarms;
  readonly tables: Tables;
  readonly schedules: readonly ReportSchedule[];
  queueNamed(name: string): SimulatedQueue;
  countFault(kind: string, place: string): void;
}

/**
 * The schedule of the sweep. A sweep that would find nothing to do is left out: it would read the index and end.
 */
export class Sweeps {
  readonly #world: Surroundings;
  readonly #isAtRest: () => boolean;
  readonly #planned = new Set<number>();
  readonly #restlessMs: number;
  readonly #lastMs: number;
  #lastFiredMs = -Infinity;
  /** Sweeps that the schedule has asked for. */
  sentCount = 0;

  /** @param isAtRest - Whether everything that was promised by now is delivered. */
  constructor(world: Surroundings, isAtRest: () => boolean) {
    this.#world = world;
    this.#isAtRest = isAtRest;
    const share = world.kernel.draws.of('sweeps').next();
    const [, ms] = restlessMs.find(([limit]) => share < limit) ?? [1, 0];
    this.#restlessMs = ms;
    this.#lastMs = lastSweepMsOf(world.kernel.startMs, world.features, world.windowMs);
  }

  onWrite(): void {
    this.#planAt(this.#world.kernel.nowMs);
  }

  #planAt(fromMs: number): void {
    const { kernel } = this.#world;
    const atMs = (Math.floor(Math.max(fromMs, kernel.nowMs) / sweepEveryMs) + 1) * sweepEveryMs;
    if (this.#planned.has(atMs) || atMs > this.#lastMs) return;
    this.#planned.add(atMs);
    kernel.after(atMs - kernel.nowMs, () => this.#fire(atMs));
  }

  #fire(atMs: number): void {
    const { kernel, mix, tables, alarms, windowMs } = this.#world;
    this.#planned.delete(atMs);
    // Those that were left out since the last one would have found nothing to do.
    if (atMs - this.#lastFiredMs > sweepEveryMs) alarms.assumeUntil(sweepsMetric, atMs - sweepEveryMs);
    this.#lastFiredMs = atMs;
    alarms.await(sweepsMetric, atMs);
    for (const table of [tables.users, tables.deliveries]) table.deleteExpired('expiresAtSeconds', kernel.nowMs / 1000);
    const nextMs = this.#nextDueMs();
    if (nextMs === undefined) return alarms.assumeUntil(sweepsMetric, atMs);
    const window = Math.floor((kernel.nowMs - kernel.startMs) / windowMs);
    if (kernel.nowMs > kernel.startMs + window * windowMs + this.#restlessMs && this.#isAtRest()) {
      // Until the next window is over, sweeps would only repeat what is delivered.
      if (window + 1 < this.#world.features.windowCount) this.#planAt(kernel.startMs + (window + 1) * windowMs);
      return alarms.assumeUntil(sweepsMetric, atMs);
    }
    // Clocks differ: what is due soon may be due for a function whose clock is ahead.
    if (nextMs > kernel.nowMs + sweepEveryMs) {
      alarms.assumeUntil(sweepsMetric, atMs);
      return this.#planAt(nextMs - sweepEveryMs);
    }
    this.#planAt(kernel.nowMs);
    if (kernel.draws.of('sweeps').chance(mix.chanceOf('schedule-never', 'schedule.sweep'))) {
      return this.#world.countFault('schedule-never', 'sweep');
    }
    this.sentCount += 1;
    const body = { schemaVersion: 1, type: 'sweep', scheduledTime: new Date(atMs).toISOString() };
    this.#world.queueNamed(names.runEventsQueue).put(JSON.stringify(body), 0);
  }

  /** @returns When the sweep has something to look at next, epoch ms. */
  #nextDueMs(): number | undefined {
    const { kernel, schedules, tables } = this.#world;
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
}
