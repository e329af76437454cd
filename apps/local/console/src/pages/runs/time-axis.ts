import type { RunDetail, RunLane } from '@pulso/local/console-api';

/** A part of the time axis. */
export interface AxisPart {
  readonly fromMs: number;
  readonly toMs: number;
  /** Where it lies, shares of the whole axis, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Whether nothing happened in it, and it is drawn shorter than it was. */
  readonly isGap: boolean;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A pause is cut out when it is this long, ms, and this part of the run's own time. */
const [leastGapMs, leastGapShare] = [3_000, 0.04];

/** How wide a gap is drawn, a share of the time that is not cut out. */
const gapShare = 0.06;

/**
 * Lays out the time of a run.
 *
 * @param busy - When something happened, in any order; long pauses between are drawn short.
 * @param ownMs - How long what a reader looks for took, without what came after it.
 * @returns Adjacent parts, in order.
 */
export function layOutAxis(whole: Span, busy: readonly Span[], ownMs: number): readonly AxisPart[] {
  const lengthMs = Math.max(1, whole.endMs - whole.startMs);
  const gaps = pausesIn(whole, busy, Math.max(leastGapMs, ownMs * leastGapShare));
  const busyMs = Math.max(1, lengthMs - gaps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0));
  const cuts = gaps.flatMap(({ startMs, endMs }) => [startMs, endMs]);
  const bounds = [whole.startMs, ...cuts, whole.startMs + lengthMs];
  const parts = bounds.slice(1).map((toMs, index) => {
    const fromMs = bounds[index] ?? toMs;
    const isGap = index % 2 === 1;
    return { fromMs, toMs, isGap, width: isGap ? busyMs * gapShare : toMs - fromMs };
  });
  const total = parts.reduce((sum, { width }) => sum + width, 0);
  let at = 0;
  return parts.map(({ width, ...part }) => {
    const from = at;
    at += width / total;
    return { ...part, from, to: at };
  });
}

function pausesIn(whole: Span, busy: readonly Span[], leastMs: number): Span[] {
  const pauses: Span[] = [];
  let freeFromMs = whole.startMs;
  for (const { startMs, endMs } of [...busy].sort((a, b) => a.startMs - b.startMs)) {
    if (startMs - freeFromMs >= leastMs) pauses.push({ startMs: freeFromMs, endMs: startMs });
    freeFromMs = Math.max(freeFromMs, endMs);
  }
  return pauses;
}

export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** @returns Where a moment lies on the axis, 0 to 1. */
export function placeOf(axis: readonly AxisPart[], atMs: number): number {
  const part = axis.find(({ toMs }) => atMs <= toMs) ?? axis.at(-1);
  if (!part) return 0;
  const share = (atMs - part.fromMs) / Math.max(1, part.toMs - part.fromMs);
  return part.from + Math.min(1, Math.max(0, share)) * (part.to - part.from);
}

/** At most so many ticks on the whole axis. */
const tickCount = 12;

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600].map((s) => s * 1000);

/**
 * @param zeroMs - From where the axis counts.
 * @param labelOf - What stands at a time.
 * @returns Round times, none in a gap or too near to the one before, and no two with the same label, epoch ms.
 */
export function ticksOf(axis: readonly AxisPart[], zeroMs: number, labelOf: (atMs: number) => string): number[] {
  const ticks: number[] = [];
  const labels = new Set<string>();
  let free = 0;
  for (const { fromMs, toMs, from, to, isGap } of axis) {
    const fitting = (to - from) * tickCount;
    const stepMs = steps.find((each) => (toMs - fromMs) / each <= fitting) ?? toMs - fromMs;
    if (isGap || fitting < 0.5) continue;
    for (let atMs = zeroMs + Math.ceil((fromMs - zeroMs) / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) {
      const place = placeOf(axis, atMs);
      // The label stands behind it.
      if (place < free || place + 0.85 / tickCount > to || labels.has(labelOf(atMs))) continue;
      labels.add(labelOf(atMs));
      ticks.push(atMs);
      free = place + 0.85 / tickCount;
    }
  }
  return ticks;
}

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
