import type { RunDetail, RunLane } from '@pulso/console-api';

import { type AxisPart, layOutAxis } from './time-axis';

type Timed = Pick<RunDetail, 'askedAtMs' | 'durationMs' | 'lanes' | 'nowMs'>;

const endOf = ({ askedAtMs, durationMs }: Timed): number => askedAtMs + (durationMs ?? Infinity);

/** @returns What began before the end of a run, and how much is left out: a day of sweeps would leave no room for it. */
export function untilEnd(run: Timed): { readonly lanes: readonly RunLane[]; readonly laterCount: number } {
  const lanes = run.lanes.map((lane) => ({
    ...lane,
    items: lane.items.filter(({ startMs }) => startMs <= endOf(run)),
  }));
  const countOf = (all: readonly RunLane[]): number => all.reduce((sum, { items }) => sum + items.length, 0);
  return { lanes: lanes.filter(({ items }) => items.length > 0), laterCount: countOf(run.lanes) - countOf(lanes) };
}

/** @returns The axis of a run, until its end or of all that is shown. */
export function axisOf(run: Timed, showsLater: boolean): readonly AxisPart[] {
  const { askedAtMs, nowMs, lanes } = run;
  const spans = lanes.flatMap(({ items }) => items.map((item) => ({ ...item, endMs: item.endMs ?? nowMs })));
  const startMs = Math.min(askedAtMs, ...spans.map((span) => span.startMs));
  const lastMs = Math.max(...spans.map(({ endMs }) => endMs));
  const ownMs = Math.min(lastMs, endOf(run)) - startMs;
  const busy = spans.filter(({ kind }) => kind !== 'wait');
  const endMs = startMs + (showsLater ? lastMs - startMs : ownMs) + ownMs * 0.02;
  return layOutAxis({ startMs, endMs }, busy, ownMs);
}
