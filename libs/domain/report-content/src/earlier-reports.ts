import { type NumberTraits, type PlannedNumber, type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { dayMs } from '@pulso/kit/time';

import { expectedQueries } from './answers';
import { boundContent } from './bounds';
import { type HistoryEntry, type NumberKey, isSameNumber, referenceOf } from './history';
import { lastWindowsOf, lengthOf, newestOf, seriesOf } from './series';
import { sumUp } from './sums';

type HistoryRequested = Extract<RunEvent, { type: 'history-requested' }>;

/** A number as the newest report of its kind shows it. */
type ShownNumber = NumberKey & Pick<PlannedNumber, 'title'> & NumberTraits;

/** When the newest requested window must have ended. */
export const endOfRequest = ({ endedByMs, requestedAtMs }: HistoryRequested): number => endedByMs ?? requestedAtMs;

/**
 * Returns the numbers of earlier reports, together and for each window.
 *
 * @param entries - Of the requested windows and of as many before these, in any order.
 * @param plan - Of the newest entry; absent: it has expired.
 * @param newer - Of the newest report, for titles.
 */
export function earlierContentOf(
  request: HistoryRequested,
  entries: readonly HistoryEntry[],
  plan: ReportPlan | undefined,
  newer: ReportPlan | undefined,
): ReportContent {
  const empty = emptyContentOf(request, plan ?? newer);
  const last = newestOf(entries);
  if (!last) return empty;
  const { before, within } = lastWindowsOf(last, request.windowCount, entries);
  const numbers = plan ? plannedNumbers(plan) : numbersOf(last, newer);
  const values = numbers.flatMap(({ ofReportId, definition, ...shown }) => {
    const key = { ...referenceOf(shown), ofReportId, definition };
    const total = sumUp(seriesOf(within, key), seriesOf(before, key), shown);
    return total ? [{ ...shown, ...total }] : [];
  });
  const windowEndMs = last.windowEndMs;
  const windowStartMs = within[0]?.windowStartMs ?? windowEndMs - within.length * lengthOf(last);
  const { noRecords, ...frame } = { ...empty, windowStartMs, windowEndMs };
  return boundContent({ ...frame, values, ...(values.length === 0 && { noRecords }) });
}

/** All numbers of a report whose own plan has expired, with the titles of a newer one. */
function numbersOf(last: HistoryEntry, newer: ReportPlan | undefined): ShownNumber[] {
  const planned = newer ? plannedNumbers(newer) : [];
  return last.values.map(({ value: _value, ...number }) => {
    const same = planned.find((one) => isSameNumber(one, number) && one.ofReportId === number.ofReportId);
    return { title: { en: number.numberId ?? number.queryId }, ...same, ...number };
  });
}

/** The numbers that the plan still asks for. */
function plannedNumbers(plan: ReportPlan): ShownNumber[] {
  const sums = (plan.historySums ?? []).map(({ reportId, ...sum }) => shownOf({ ...sum, ofReportId: reportId }));
  const numbers = expectedQueries(plan).flatMap(({ queryId, ...query }) =>
    (query.numbers ?? [query]).map((number) =>
      shownOf({ ...number, queryId, definition: number.definition ?? query.definition }),
    ),
  );
  return [...sums, ...numbers];
}

const shownOf = ({ ofReportId, definition, title, ...number }: ShownNumber): ShownNumber => ({
  ...{ ofReportId, definition, title, ...referenceOf(number) },
  ...traitsOf(number),
});

/** Without entries the length of a window is unknown; most are a day. */
export const emptyContentOf = (request: HistoryRequested, plan?: ReportPlan): ReportContent => ({
  ...{ reportId: request.reportId, title: plan?.title ?? { en: request.reportId }, chart: request.chart },
  windowStartMs: endOfRequest(request) - request.windowCount * dayMs,
  windowEndMs: endOfRequest(request),
  ...{ state: 'complete', trigger: 'history', values: [], missing: [], noRecords: true },
});
