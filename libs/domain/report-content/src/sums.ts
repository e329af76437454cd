import { type HistorySum, type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type FailureReason } from '@pulso/contracts/run-events';
import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { type Baseline, judgeNumber } from './anomalies';
import { type Answers, joined, missingAs, nothing, numberAs, roundedTo2 } from './answers';
import { type HistoryEntry, type Past, isSameNumber } from './history';
import { type Series, hasGap, lengthOf, seriesOf, summedWindowsOf } from './series';

const noHistory: FailureReason = {
  code: 'no-history',
  message: 'No report for this time has this number as it is counted now.',
};
const notYet: FailureReason = { code: 'not-yet', message: 'No report goes back that far yet.' };

/** Tells why entries are missing: a history that begins at that time or later has no gap. */
export const reasonOfGap = (entries: readonly HistoryEntry[], startMs: number): FailureReason =>
  entries.some(({ windowStartMs }) => windowStartMs < startMs) ? noHistory : notYet;

/**
 * Sums up the numbers of several windows, or averages those that do not add up. A sum over a gap is too small, so it is
 * compared only if every window of both spans is known.
 *
 * @param before - As many windows right before these.
 * @returns Rounded to two decimals; `earlier` is the sum of those before. Undefined: no window is known.
 */
export function sumUp(parts: Series, before: Series, { additive }: { readonly additive?: false | undefined }) {
  const total = (series: Series): number | undefined => {
    const known = series.filter((number) => number !== null);
    const sum = known.reduce((a, b) => a + b, 0);
    return known.length === 0 ? undefined : roundedTo2(additive === false ? sum / known.length : sum);
  };
  const value = total(parts);
  if (value === undefined) return undefined;
  const earlier = hasGap(parts) || hasGap(before) ? undefined : total(before);
  return { value, parts: [...parts], ...(earlier !== undefined && { earlier: [earlier] }) };
}

/** Sums up earlier reports within the window of a run, in the order of the plan. */
export const sumHistory = (plan: ReportPlan, past: Past): Answers =>
  joined(
    (plan.historySums ?? []).map((sum) => {
      const { reportId: ofReportId, queryId, numberId, definition, title } = sum;
      const { before, within, all } = summedWindowsOf(ofReportId, plan, past);
      const key = { queryId, numberId, definition };
      const partsBefore = [...seriesOf(before, key)];
      const total = sumUp(seriesOf(within, key), partsBefore, sum);
      if (!total) return missingAs(sum, noHistory);
      const partBaselines = baselinesOf(seriesOf(all, key), within.length, plan, sum);
      // Only together: in a second week, all days before are known, and so the baselines.
      const ofChart = plan.chart && !hasGap(partBaselines) && { partsBefore, partBaselines };
      const value = { queryId, ...defined({ numberId }), title, ...total, ...ofChart, ...traitsOf(sum) };
      return { ...nothing, numbers: [{ value, key: hasGap(total.parts) ? undefined : { ...key, ofReportId } }] };
    }),
  );

/** Returns the baseline of each of the last numbers, after those before it, as the report of its day had it. */
function baselinesOf(series: Series, count: number, plan: ReportPlan, { unit }: HistorySum): (Baseline | null)[] {
  const cadence = lengthOf(plan) === count * dayMs ? 'day' : 'other';
  return series.slice(series.length - count).map((value, index) => {
    const earlier = series.slice(0, series.length - count + index);
    return judgeNumber(value ?? 0, earlier, { cadence, unit }).baseline ?? null;
  });
}

/** Computes the shares of a plan: another report's average in percent of a number of this report. */
export function sharesOf(plan: ReportPlan, answers: Answers, past: Past): Answers {
  return joined(
    (plan.shares ?? []).map((share) => {
      const whole = answers.numbers.find(({ value }) => isSameNumber(value, share.of))?.value;
      // One reason is enough for a number that could not be counted. A share of nothing does not exist.
      if (!whole) {
        const reason = answers.missing.find(({ queryId }) => queryId === share.of.queryId)?.reason;
        return reason ? missingAs(share, reason) : nothing;
      }
      if (whole.value === 0) return nothing;
      const { queryId, title, definition } = share;
      const { reportId, ...key } = share.averageOf;
      const series = seriesOf(summedWindowsOf(reportId, plan, past).within, key);
      const average = sumUp(series, [], { additive: false });
      if (!average || hasGap(series))
        return missingAs(share, reasonOfGap(past.get(reportId) ?? [], plan.windowStartMs));
      const part = average.value;
      const value = roundedTo2((100 * part) / whole.value);
      return numberAs({ queryId, title, value, part, of: whole.value, ...traitsOf(share) }, definition);
    }),
  );
}
