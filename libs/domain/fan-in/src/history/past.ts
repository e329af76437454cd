import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type Cadence, comparedWindowCountOf } from '@pulso/domain/usual-range';
import { nominalLengthMs } from '@pulso/kit/time';

import { type HistoryEntry } from '../ports';
import { quarterOf } from './align-windows';

/** What is known of earlier reports, for one run. Entries in no particular order. */
export interface Past {
  /** Of the run's own report. */
  readonly own: readonly HistoryEntry[];
  /** By report id: of those that the run's plan sums up or takes an average of. */
  readonly summedUp: ReadonlyMap<string, readonly HistoryEntry[]>;
}

/** The windows before a report's own, oldest first; undefined: a gap. */
export type Windows = readonly (HistoryEntry | undefined)[];

/** How many earlier windows a number is shown beside: two weeks of a daily report. */
export const shownWindowCount = 14;

type Window = Pick<ReportPlan, 'windowStartMs' | 'windowEndMs'>;

/** A day is a day, also where clocks were moved: windows follow one another by what they would be without that. */
export const lengthOf = ({ windowStartMs, windowEndMs }: Window): number =>
  nominalLengthMs(windowEndMs - windowStartMs);

const dayMs = 86_400_000;

const hourMs = 3_600_000;

type Compared = Window & Pick<ReportPlan, 'news'>;

/** @returns `hour` for those alone that are told when they are unusual: others are shown beside the hours before. */
export function cadenceOf(plan: Compared): Cadence {
  const lengthMs = lengthOf(plan);
  if (lengthMs === dayMs) return 'day';
  return lengthMs === hourMs && plan.news ? 'hour' : 'other';
}

/** From one of the windows that a report is compared with to the next: an hour is compared with that of other days. */
export const stepOf = (plan: Compared): number => (cadenceOf(plan) === 'hour' ? dayMs : lengthOf(plan));

/** How many windows before its own a report looks at: those that are shown, and those by which numbers are judged. */
export const earlierWindowCountOf = (plan: Compared): number =>
  Math.max(shownWindowCount, comparedWindowCountOf(cadenceOf(plan)));

/**
 * How far an earlier window may be from its place. Scheduled windows are a day apart, or 23 or 25 hours; a person may ask
 * at any time of day, and is then shown the nearest window, which overlaps with half of this one at most.
 */
export const toleranceMsOf = ({ trigger }: ReportPlan, lengthMs: number): number =>
  trigger === 'schedule' ? quarterOf(lengthMs) : lengthMs / 2;

/** Reads the entries of a report whose windows end at `endsFromMs` or later. */
export type ReadEntries = (reportId: string, endsFromMs: number) => Promise<readonly HistoryEntry[]>;

/** Reads what the report of a run compares itself with and what it sums up: one query per report that it concerns. */
export async function readPast(plan: ReportPlan, readEntries: ReadEntries): Promise<Past> {
  const lengthMs = lengthOf(plan);
  const summedUpIds = [
    ...new Set([
      ...(plan.historySums ?? []).map(({ reportId }) => reportId),
      ...(plan.shares ?? []).map(({ averageOf }) => averageOf.reportId),
    ]),
  ];
  const [own, ...others] = await Promise.all([
    plan.queries.length > 0
      ? readEntries(plan.reportId, plan.windowEndMs - (earlierWindowCountOf(plan) + 0.5) * stepOf(plan))
      : [],
    // Two windows: this one, and the one that it is compared with.
    ...summedUpIds.map((reportId) => readEntries(reportId, plan.windowEndMs - 2 * lengthMs)),
  ]);
  return { own: own ?? [], summedUp: new Map(summedUpIds.map((id, index) => [id, others[index] ?? []])) };
}
