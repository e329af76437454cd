import type { RunDetail } from '@pulso/local/console-api';

/** The time that a waterfall shows, epoch ms. */
export interface Axis {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is drawn at the end needs some room behind it, a share of the time that is shown. */
const roomShare = 0.02;

type Timed = Pick<RunDetail, 'askedAtMs' | 'durationMs' | 'lanes' | 'nowMs'>;

/** @returns The axis of a run, until its end or now. */
export function axisOf({ askedAtMs, durationMs = Infinity, nowMs, lanes }: Timed): Axis {
  const items = lanes.flatMap((lane) => lane.items);
  const startMs = Math.min(askedAtMs, ...items.map((item) => item.startMs));
  const lastMs = Math.max(startMs + 1, ...items.map(({ endMs = nowMs }) => endMs));
  const shownMs = Math.min(lastMs, askedAtMs + durationMs);
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
