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

/** A pause is cut out when it is this long, ms, and this share of the time in which something happened. */
const [leastGapMs, leastGapShare] = [3_000, 0.04];

/** How wide a gap is drawn, a share of the time that is not cut out; all of them together at most. */
const [gapShare, mostGapShare] = [0.06, 0.6];

/** What is drawn at the end needs some room behind it, a share of the axis. */
const roomShare = 0.02;

/**
 * Lays out the time of a run.
 *
 * @param busy - When something happened, in any order; long pauses between are drawn short.
 * @returns Adjacent parts, in order, which end a little before the end of the axis.
 */
export function layOutAxis(whole: Span, busy: readonly Span[]): readonly AxisPart[] {
  const lengthMs = Math.max(1, whole.endMs - whole.startMs);
  const pauses = pausesIn(whole, busy).filter((pause) => lengthOf(pause) >= leastGapMs);
  const leastMs = (lengthMs - sumOf(pauses)) * leastGapShare;
  const gaps = pauses.filter((pause) => lengthOf(pause) >= leastMs);
  const busyMs = Math.max(1, lengthMs - sumOf(gaps));
  const gapWidth = busyMs * Math.min(gapShare, mostGapShare / gaps.length);
  const cuts = gaps.flatMap(({ startMs, endMs }) => [startMs, endMs]);
  const bounds = [whole.startMs, ...cuts, whole.startMs + lengthMs];
  const parts = bounds.slice(1).map((toMs, index) => {
    const fromMs = bounds[index] ?? toMs;
    const isGap = index % 2 === 1;
    return { fromMs, toMs, isGap, width: isGap ? gapWidth : toMs - fromMs };
  });
  const total = parts.reduce((sum, { width }) => sum + width, 0) * (1 + roomShare);
  let at = 0;
  return parts.map(({ width, ...part }) => {
    const from = at;
    at += width / total;
    return { ...part, from, to: at };
  });
}

const lengthOf = ({ startMs, endMs }: Span): number => endMs - startMs;

const sumOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + lengthOf(span), 0);

function pausesIn(whole: Span, busy: readonly Span[]): Span[] {
  const pauses: Span[] = [];
  let freeFromMs = whole.startMs;
  for (const { startMs, endMs } of [...busy].sort((a, b) => a.startMs - b.startMs)) {
    if (startMs > freeFromMs) pauses.push({ startMs: freeFromMs, endMs: startMs });
    freeFromMs = Math.max(freeFromMs, endMs);
  }
  return [...pauses, { startMs: freeFromMs, endMs: Math.max(freeFromMs, whole.endMs) }];
}

/** @returns Where a moment lies on the axis, 0 to 1. */
export function placeOf(axis: readonly AxisPart[], atMs: number): number {
  const part = axis.find(({ toMs }) => atMs <= toMs) ?? axis.at(-1);
  if (!part) return 0;
  const share = (atMs - part.fromMs) / Math.max(1, part.toMs - part.fromMs);
  return part.from + Math.min(1, Math.max(0, share)) * (part.to - part.from);
}

/** At most so many ticks on the whole axis. */
const tickCount = 11;

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600].map((s) => s * 1000);

/** A gap that is narrower has no label of its own, and those of ticks may reach over it; a share of the axis. */
const leastLabelledGap = 0.05;

export const hasLabel = ({ isGap, from, to }: AxisPart): boolean => isGap && to - from >= leastLabelledGap;

/**
 * @param zeroMs - From where the axis counts.
 * @param labelOf - What stands at a time.
 * @returns Round times, and where parts begin that have none; none in a gap or too near to the one before, and no two with the same
 *   label, epoch ms.
 */
export function ticksOf(axis: readonly AxisPart[], zeroMs: number, labelOf: (atMs: number) => string): number[] {
  const ticks: number[] = [];
  const labels = new Set<string>();
  let free = 0;
  for (const [index, { fromMs, toMs, from, to, isGap }] of axis.entries()) {
    if (isGap) continue;
    const fitting = (to - from) * tickCount;
    const stepMs = steps.find((each) => (toMs - fromMs) / each <= fitting) ?? toMs - fromMs;
    const roundMs = zeroMs + Math.ceil((fromMs - zeroMs) / stepMs) * stepMs;
    const firstMs = roundMs > toMs ? fromMs : roundMs;
    const next = axis.slice(index + 1).find(hasLabel)?.from ?? 1;
    for (let atMs = firstMs; atMs <= toMs; atMs += Math.max(1, stepMs)) {
      const place = placeOf(axis, atMs);
      // The label stands behind it.
      const end = place + 0.85 / tickCount;
      if (place < free || end > next || labels.has(labelOf(atMs))) continue;
      labels.add(labelOf(atMs));
      ticks.push(atMs);
      free = end;
    }
  }
  return ticks;
}

type Timed = Pick<RunDetail, 'askedAtMs' | 'durationMs' | 'lanes' | 'nowMs'>;

/** @returns What began before the end of a run, and how much is left out: a day of sweeps would leave no room for it. */
export function untilEnd(run: Timed): { readonly lanes: readonly RunLane[]; readonly laterCount: number } {
  const endMs = run.askedAtMs + (run.durationMs ?? Infinity);
  const lanes = run.lanes.map((lane) => ({
    ...lane,
    items: lane.items.filter(({ startMs }) => startMs <= endMs),
  }));
  const countOf = (all: readonly RunLane[]): number => all.reduce((sum, { items }) => sum + items.length, 0);
  return { lanes: lanes.filter(({ items }) => items.length > 0), laterCount: countOf(run.lanes) - countOf(lanes) };
}

/** @returns The axis of a run, until its end or of all that is shown. */
export function axisOf({ askedAtMs, durationMs, nowMs, lanes }: Timed, showsLater: boolean): readonly AxisPart[] {
  const spans = lanes.flatMap(({ items }) => items.map((item) => ({ ...item, endMs: item.endMs ?? nowMs })));
  const lastMs = Math.max(askedAtMs, ...spans.map(({ endMs }) => endMs));
  const shownMs = showsLater ? lastMs : Math.min(lastMs, askedAtMs + (durationMs ?? Infinity));
  return layOutAxis(
    { startMs: Math.min(askedAtMs, ...spans.map((span) => span.startMs)), endMs: shownMs },
    spans.filter(({ kind, startMs }) => kind !== 'wait' && startMs <= shownMs),
  );
}
