import { type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { type HistoryEntry, type HistoryNumber } from '../ports';
import { alignWindows } from './align-windows';
import { createReadNumber } from './number-in-history';
import { type Past, lengthOf, toleranceMsOf } from './past';
import { hasGap } from './series';
import { sumUp } from './sum-up';

type Value = ReportContent['values'][number];

/** The numbers of a report that come from the history of others. In the order of the plan. */
export interface HistorySums {
  readonly values: readonly Value[];
  readonly missing: readonly ReportContent['missing'][number][];
  /** Those to be kept in the report's own history: where a window is not known, the sum is not the number of this one. */
  readonly kept: readonly HistoryNumber[];
}

const noHistory = { code: 'no-history', message: 'No report for this time has this number as it is counted now.' };

/**
 * Sums up what earlier reports have said about the window of a run.
 *
 * @param past - Absent: nothing is known of them.
 */
export function sumHistory(plan: ReportPlan, past: Past | undefined): HistorySums {
  const values: Value[] = [];
  const missing: ReportContent['missing'] = [];
  const kept: HistoryNumber[] = [];
  const readNumber = createReadNumber();
  for (const sum of plan.historySums ?? []) {
    const { queryId, numberId, definition, title } = sum;
    const windows = otherWindowsOf(sum.reportId, plan, past);
    const series = windows.map((entry) => readNumber(entry, { queryId, numberId, definition }));
    const middle = series.length / 2;
    const total = sumUp(series.slice(middle), series.slice(0, middle), sum);
    if (!total) {
      missing.push({ queryId, title, reason: noHistory });
      continue;
    }
    values.push({ queryId, ...defined({ numberId }), title, ...total, ...traitsOf(sum) });
    if (hasGap(total.parts)) continue;
    kept.push({ queryId, numberId, ofReportId: sum.reportId, definition, value: total.value });
  }
  return { values, missing, kept };
}

/** @returns The other report's windows in the window before this one, then as many in this one; oldest first. */
export function otherWindowsOf(
  reportId: string,
  plan: ReportPlan,
  past: Past | undefined,
): (HistoryEntry | undefined)[] {
  const entries = past?.summedUp.get(reportId) ?? [];
  const [newest] = entries.toSorted((a, b) => b.windowEndMs - a.windowEndMs);
  if (!newest) return [];
  const lengthMs = lengthOf(newest);
  const count = Math.round(lengthOf(plan) / lengthMs);
  const toleranceMs = toleranceMsOf(plan, lengthMs);
  return alignWindows(entries, { endMs: plan.windowEndMs, lengthMs, stepMs: lengthMs, count: 2 * count, toleranceMs });
}
