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

/** When the newest of the requested windows has ended at the latest. */
export const endOfRequest = ({ endedByMs, requestedAtMs }: HistoryRequested): number => endedByMs ?? requestedAtMs;

/**
 * Says what the numbers of earlier reports are together, and in each window.
 *
 * @param entries - Of the windows that are asked for, and of as many before these, in any order.
 * @param plan - That of the newest of them; absent: it is forgotten.
 * @param newer - That of the newest report there is, for titles.
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

/** All numbers of a report whose own plan is forgotten, by the titles of a newer one. */
function numbersOf(last: HistoryEntry, newer: ReportPlan | undefined): ShownNumber[] {
  const planned = newer ? plannedNumbers(newer) : [];
  return last.values.map(({ value: _value, ...number }) => {
    const same = planned.find((one) => isSameNumber(one, number) && one.ofReportId === number.ofReportId);
    return { title: { en: number.numberId ?? number.queryId }, ...same, ...number };
  });
}

/** Numbers that the report had and does not ask for any more are not shown. */
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
  ...referenceOf(number),
  ofReportId,
  definition,
  title,
  ...traitsOf(number),
});

/** Without a report nothing tells how long its windows are; most are a day. */
export const emptyContentOf = (request: HistoryRequested, plan?: ReportPlan): ReportContent => ({
  reportId: request.reportId,
  state: 'complete',
  missing: [],
  chart: request.chart,
  trigger: 'history',
  title: plan?.title ?? { en: request.reportId },
  windowStartMs: endOfRequest(request) - request.windowCount * dayMs,
  windowEndMs: endOfRequest(request),
  values: [],
  noRecords: true,
});
