import type { RunDetail, RunLane } from '@pulso/local/console-api';

/** The time that a waterfall shows, epoch ms. */
export interface Axis {
  readonly startMs: number;
  readonly endMs: number;
}

type Timed = Pick<RunDetail, 'askedAtMs' | 'durationMs' | 'lanes' | 'nowMs'>;

/** @returns What began before the end of a run, and how much is left out: a day of sweeps would leave no room for it. */
export function untilEnd(run: Timed): { readonly lanes: readonly RunLane[]; readonly laterCount: number } {
  const endMs = run.askedAtMs + (run.durationMs ?? Infinity);
  const lanes = run.lanes.map((lane) => ({ ...lane, items: lane.items.filter(({ startMs }) => startMs <= endMs) }));
  const countOf = (all: readonly RunLane[]): number => all.reduce((sum, { items }) => sum + items.length, 0);
  return { lanes: lanes.filter(({ items }) => items.length > 0), laterCount: countOf(run.lanes) - countOf(lanes) };
}

/** What is drawn at the end needs some room behind it, a share of the time that is shown. */
const roomShare = 0.02;

/** @returns The axis of a run, until its end or of all that is shown. */
export function axisOf({ askedAtMs, durationMs, nowMs, lanes }: Timed, showsLater: boolean): Axis {
  const items = lanes.flatMap((lane) => lane.items);
  const startMs = Math.min(askedAtMs, ...items.map((item) => item.startMs));
  const lastMs = Math.max(startMs + 1, ...items.map(({ endMs = nowMs }) => endMs));
  const shownMs = showsLater ? lastMs : Math.min(lastMs, askedAtMs + (durationMs ?? Infinity));
  return { startMs, endMs: shownMs + (shownMs - startMs) * roomShare };
}

/** @returns Where a moment lies on the axis, 0 to 1. */
export const placeOf = ({ startMs, endMs }: Axis, atMs: number): number =>
  Math.min(1, Math.max(0, (atMs - startMs) / Math.max(1, endMs - startMs)));

/** At most so many ticks, each with room for its label behind it. */
const tickCount = 10;

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400];

/** @returns Round times since `zeroMs`, epoch ms. */
export function ticksOf({ startMs, endMs }: Axis, zeroMs: number): number[] {
  const leastMs = (endMs - startMs) / tickCount;
  const stepMs = steps.map((seconds) => seconds * 1_000).find((each) => each >= leastMs) ?? leastMs;
  const firstMs = zeroMs + Math.ceil((startMs - zeroMs) / stepMs) * stepMs;
  const count = Math.floor((endMs - firstMs) / stepMs);
  return Array.from({ length: Math.max(0, count) }, (_, index) => firstMs + index * stepMs);
}
