import { type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs, hourMs, nominalLengthMs } from '@pulso/kit/time';

import { type Cadence, comparedWindowCountOf, shownWindowCount } from './baseline';
import { type HistoryEntry, type NumberKey, type Past, remember } from './history';

/** Windows that follow one another, oldest first; undefined: a gap. */
type Windows = readonly (HistoryEntry | undefined)[];

/** One number per window, oldest first. `null`: a gap. */
export type Series = readonly (number | null)[];

/** The length of a window as if no clocks had been moved in it. */
export const lengthOf = ({ windowStartMs, windowEndMs }: Pick<HistoryEntry, 'windowStartMs' | 'windowEndMs'>): number =>
  nominalLengthMs(windowEndMs - windowStartMs);

/** The distance between compared windows, and how many there are. */
function rhythmOf(plan: ReportPlan) {
  const lengthMs = lengthOf(plan);
  // Other hourly reports are compared with the hours before, and this with the same hour of other days.
  const ofLength = lengthMs === hourMs && plan.notifyOn ? 'hour' : 'other';
  const cadence: Cadence = lengthMs === dayMs ? 'day' : ofLength;
  const count = Math.max(shownWindowCount, comparedWindowCountOf(cadence));
  return { cadence, lengthMs, stepMs: cadence === 'hour' ? dayMs : lengthMs, count };
}

/** Covers the moved clocks of a DST day, and a schedule that was moved. */
const quarterOf = (lengthMs: number): number => lengthMs / 4;

/** How far an earlier window may be from its place. A person may ask at any time: then half a window. */
const toleranceMsOf = ({ trigger }: ReportPlan, lengthMs: number): number =>
  trigger === 'schedule' ? quarterOf(lengthMs) : lengthMs / 2;

/** @returns The entries that the report of a run needs: of a report, whose windows end at that time or later. */
export function historyNeeded({ plan, state }: { plan: ReportPlan; state: 'running' | 'closed' }) {
  const { reportId, queries, historySums = [], shares = [], windowEndMs, chart = false } = plan;
  if (state === 'running') return [];
  const others = new Set([
    ...historySums.map((sum) => sum.reportId),
    ...shares.map(({ averageOf }) => averageOf.reportId),
  ]);
  const { count, stepMs, lengthMs } = rhythmOf(plan);
  const own = { reportId, endsFromMs: windowEndMs - (count + 0.5) * stepMs };
  if (queries.length > 0) others.delete(reportId);
  return [
    ...(queries.length > 0 ? [own] : []),
    // This window and the one before it. A chart says what was usual on each of its days.
    ...[...others].map((id) => ({
      reportId: id,
      endsFromMs: windowEndMs - lengthMs - Math.max(lengthMs, chart ? comparedWindowCountOf('day') * dayMs : 0),
    })),
  ];
}

/** The windows that a report is compared with. */
export interface ComparedWindows {
  readonly cadence: Cadence;
  /** Those before its own. */
  readonly windows: Windows;
  /** For hours: the windows an hour before, and those an hour after. Otherwise empty. */
  readonly beside: readonly Windows[];
  /** For rows of tables: the same weekday a week before; of other windows, the one before. */
  readonly before: HistoryEntry | undefined;
  /** A report on request ends at another time of day: the end, and so the weekday, by which it is judged. */
  readonly comparedEndMs?: number;
}

/** Finds the windows that a report is compared with. */
export function comparedWindowsOf(plan: ReportPlan, past: Past): ComparedWindows {
  const { cadence, ...rhythm } = rhythmOf(plan);
  const { lengthMs, stepMs } = rhythm;
  const row = { ...rhythm, toleranceMs: toleranceMsOf(plan, lengthMs) };
  const windowsAt = (offsetMs: number): Windows =>
    alignWindows(past.get(plan.reportId) ?? [], { ...row, endMs: plan.windowEndMs - stepMs + offsetMs });
  const windows = windowsAt(0);
  const newest = windows.findLastIndex((entry) => entry !== undefined);
  const endMs = (windows[newest]?.windowEndMs ?? NaN) + (windows.length - newest) * stepMs;
  const isElsewhere = plan.trigger !== 'schedule' && newest >= 0 && endMs !== plan.windowEndMs;
  return {
    cadence,
    windows,
    beside: cadence === 'hour' ? [windowsAt(-lengthMs), windowsAt(lengthMs)] : [],
    before: windows.at(cadence === 'other' ? -1 : -7),
    ...(isElsewhere && { comparedEndMs: endMs }),
  };
}

/** Windows that follow one another, as many before them, and `all` that their baselines need. */
function spanOf(entries: readonly HistoryEntry[], row: Omit<WindowRow, 'stepMs'>) {
  const count = row.count + Math.max(row.count, comparedWindowCountOf('day'));
  const all = alignWindows(entries, { ...row, stepMs: row.lengthMs, count });
  return { all, before: all.slice(-2 * row.count, -row.count), within: all.slice(-row.count) };
}

/** Finds the windows of another report within a report's own window, and as many before it. */
export function summedWindowsOf(reportId: string, plan: ReportPlan, past: Past): ReturnType<typeof spanOf> {
  const entries = past.get(reportId) ?? [];
  const newest = newestOf(entries);
  if (!newest) return { before: [], within: [], all: [] };
  const lengthMs = lengthOf(newest);
  const count = Math.round(lengthOf(plan) / lengthMs);
  return spanOf(entries, { endMs: plan.windowEndMs, lengthMs, count, toleranceMs: toleranceMsOf(plan, lengthMs) });
}

/** Finds the last `count` windows up to `last`, and as many before these. The time before the first report is no gap. */
export function lastWindowsOf(last: HistoryEntry, count: number, entries: readonly HistoryEntry[]) {
  const lengthMs = lengthOf(last);
  const row = { endMs: last.windowEndMs, lengthMs, count, toleranceMs: quarterOf(lengthMs) };
  const span = spanOf(entries, row);
  const isKnown = (entry: HistoryEntry | undefined) => entry !== undefined;
  if (span.before.some(isKnown)) return span;
  return { ...span, within: span.within.slice(Math.max(0, span.within.findIndex(isKnown))) };
}

export const newestOf = (entries: readonly HistoryEntry[]): HistoryEntry | undefined =>
  entries.toSorted((a, b) => b.windowEndMs - a.windowEndMs)[0];

interface WindowRow {
  /** The end of the last window. */
  readonly endMs: number;
  readonly lengthMs: number;
  /** From the end of one to that of the next. */
  readonly stepMs: number;
  readonly count: number;
  /** How far the end of an entry's window may be from its place. */
  readonly toleranceMs: number;
}

/**
 * Finds the nearest entry for each window of a row; of equally near ones, the later. An entry is used once, for the window
 * whose end is nearest to its own, and only if their lengths differ by at most a quarter.
 *
 * @param entries - In any order, any of them several times.
 */
export function alignWindows(entries: readonly HistoryEntry[], row: WindowRow): Windows {
  const { endMs, lengthMs, stepMs, count, toleranceMs } = row;
  const aligned = Array.from<HistoryEntry | undefined>({ length: count });
  const farFrom = ({ windowEndMs }: HistoryEntry, slot: number) => Math.abs(endMs - slot * stepMs - windowEndMs);
  const nearestFirst = entries
    .filter((entry) => Math.abs(entry.windowEndMs - entry.windowStartMs - lengthMs) <= quarterOf(lengthMs))
    .map((entry) => ({ entry, slot: Math.round((endMs - entry.windowEndMs) / stepMs) }))
    .filter(({ entry, slot }) => slot >= 0 && slot < count && farFrom(entry, slot) <= toleranceMs)
    .sort((a, b) => farFrom(a.entry, a.slot) - farFrom(b.entry, b.slot) || b.entry.windowEndMs - a.entry.windowEndMs);
  for (const { entry, slot } of nearestFirst) aligned[count - 1 - slot] ??= entry;
  return aligned;
}

const keyOf = ({ queryId, numberId, ofReportId, definition }: NumberKey): string =>
  JSON.stringify([queryId, numberId, ofReportId, definition]);

/** A report may have a thousand numbers. */
const numbersOf = remember(
  ({ values }: HistoryEntry) => new Map(values.map((number) => [keyOf(number), number.value])),
);

/** Reads one number of each window. `null`: it is unknown, or was defined in another way. */
export function seriesOf(windows: Windows, number: NumberKey): Series {
  const key = keyOf(number);
  return windows.map((entry) => (entry && numbersOf(entry).get(key)) ?? null);
}

export const hasGap = (series: readonly unknown[]): boolean => series.includes(null);

/** @returns Empty if no number is known. */
export const fromFirstKnown = (series: Series): (number | null)[] => {
  const firstKnown = series.findIndex((number) => number !== null);
  return firstKnown < 0 ? [] : series.slice(firstKnown);
};
