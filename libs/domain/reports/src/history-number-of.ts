import { type LocalizedText, type NumberTraits, traitsOf } from '@pulso/contracts/report-plan';

import { InvalidReportError } from './errors';
import { findNumber, numberName } from './find-number';
import {
  type HistorySumDefinition,
  type NumberDefinition,
  type QueryDefinition,
  type ReportDefinition,
} from './report-definition';

/** A number of the catalogue, as its report defines it. */
export interface HistoryNumber {
  readonly report: ReportDefinition;
  readonly query: QueryDefinition;
  /** Which of the several numbers of the query. Absent: its only one. */
  readonly ofQuery: NumberDefinition | undefined;
  readonly title: LocalizedText;
  readonly traits: NumberTraits;
}

/**
 * Finds the number of another report that a report adds up.
 *
 * @param reportId - Of the report that adds it up.
 * @throws {InvalidReportError} There is no such number, or it can't be added up. Not retryable.
 */
export function historyNumberOf(
  reportId: string,
  sum: HistorySumDefinition,
  catalogue: readonly ReportDefinition[],
): HistoryNumber {
  const report = catalogue.find(({ id }) => id === sum.reportId);
  const query = report?.queries.find(({ id }) => id === sum.queryId);
  const number = report && findNumber(report.queries, sum);
  const name = `${sum.reportId}/${numberName(sum)}`;
  if (!report || !query || !number) {
    throw new InvalidReportError(reportId, [`it adds up "${name}", which is no number of the catalogue`]);
  }
  if (number.additive === false) {
    throw new InvalidReportError(reportId, [`it adds up "${name}", whose sum over several windows is not true`]);
  }
  const ofQuery = query.numbers?.find(({ id }) => id === sum.numberId);
  return { report, query, ofQuery, title: number.title, traits: traitsOf(number) };
}
