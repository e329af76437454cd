import { type PlannedShare, type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type FailureReason } from '@pulso/contracts/run-events';

import { createReadNumber } from '../history/number-in-history';
import { type Past } from '../history/past';
import { hasGap } from '../history/series';
import { otherWindowsOf } from '../history/sum-history';
import { sumUp } from '../history/sum-up';
import { roundedTo2 } from '../rounded-to-2';
import { type Answers, joined, nothing } from './answers-of';
import { noHistory, notYet } from './returns-of';

/**
 * Computes the numbers of a plan that are another report's average in percent of a number of this report.
 *
 * @param answers - What the questions of this report say.
 */
export function sharesOf(plan: ReportPlan, answers: Answers, past: Past | undefined): Answers {
  const readNumber = createReadNumber();
  return joined(
    (plan.shares ?? []).map((share) => {
      const whole = answers.values.find((value) => isSame(value, share.of));
      // What there is nothing of has no share, and one reason is enough for what could not be counted.
      if (!whole) return missingAs(share, answers.missing.find(({ queryId }) => queryId === share.of.queryId)?.reason);
      if (whole.value === 0) return nothing;
      const { reportId, queryId, numberId, definition } = share.averageOf;
      const windows = otherWindowsOf(reportId, plan, past);
      const series = windows
        .slice(windows.length / 2)
        .map((entry) => readNumber(entry, { queryId, numberId, definition }));
      const average = sumUp(series, [], { additive: false });
      if (!average || hasGap(series)) return missingAs(share, reasonOfGap(reportId, plan, past));
      const part = average.value;
      const value = roundedTo2((100 * part) / whole.value);
      const { title } = share;
      return {
        ...nothing,
        values: [{ queryId: share.queryId, title, value, part, of: whole.value, ...traitsOf(share) }],
      };
    }),
  );
}

type Value = ReportContent['values'][number];

const isSame = (value: Value, { queryId, numberId }: PlannedShare['of']): boolean =>
  value.queryId === queryId && value.numberId === numberId;

const missingAs = ({ queryId, title }: PlannedShare, reason: FailureReason | undefined): Answers =>
  reason ? { ...nothing, missing: [{ queryId, title, reason }] } : nothing;

/** A history that begins within the window has no gap. */
const reasonOfGap = (reportId: string, { windowStartMs }: ReportPlan, past: Past | undefined): FailureReason =>
  (past?.summedUp.get(reportId) ?? []).some((entry) => entry.windowStartMs < windowStartMs) ? noHistory : notYet;
