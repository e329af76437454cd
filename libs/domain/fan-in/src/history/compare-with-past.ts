import { type ReportPlan } from '@pulso/contracts/report-plan';

import { type HistoryNumber } from '../ports';
import { alignWindows } from './align-windows';
import { createReadNumber } from './number-in-history';
import { type Past, comparedWindowCount, lengthOf, toleranceMsOf } from './past';
import { fromFirstKnown } from './series';

/** The same number in the windows before, oldest first; absent: it is not known in any of them. */
export interface Compared {
  readonly earlier?: (number | null)[];
}

/**
 * Finds the numbers of a report in the windows of the same length before its own.
 *
 * @returns One per number, in their order. A gap is `null`, except before the first known number: there the series begins.
 */
export function compareWithPast(numbers: readonly HistoryNumber[], plan: ReportPlan, { own }: Past): Compared[] {
  const lengthMs = lengthOf(plan);
  const windows = alignWindows(own, {
    endMs: plan.windowEndMs - lengthMs,
    lengthMs,
    count: comparedWindowCount,
    toleranceMs: toleranceMsOf(plan, lengthMs),
  });
  const readNumber = createReadNumber();
  return numbers.map((number) => {
    const earlier = fromFirstKnown(windows.map((entry) => readNumber(entry, number)));
    return earlier.length > 0 ? { earlier } : {};
  });
}
