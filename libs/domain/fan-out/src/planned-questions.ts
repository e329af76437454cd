import { type HistorySum, type PlannedQuery, traitsOf } from '@pulso/contracts/report-plan';
import {
  type ColumnDefinition,
  type HistorySumDefinition,
  type QueryDefinition,
  type ReportDefinition,
  historyNumberOf,
} from '@pulso/domain/reports';
import { defined } from '@pulso/kit/text-limits';

import { definitionOf } from './definition-of';

/** Words a question of the catalogue as a plan carries it. */
export function plannedQuery(query: QueryDefinition, report: ReportDefinition): PlannedQuery {
  const { id, title, numbers, tables, columns } = query;
  return {
    queryId: id,
    title,
    definition: definitionOf(query, report),
    ...traitsOf(query),
    ...(numbers && {
      numbers: numbers.map((number) => ({
        numberId: number.id,
        field: number.field,
        title: number.title,
        definition: definitionOf(query, report, number),
        ...(number.of !== undefined && { ofNumberId: number.of }),
        ...traitsOf(number),
      })),
    }),
    ...(tables && {
      tables: tables.map((table) => ({
        tableId: table.id,
        title: table.title,
        columns: table.columns.map(plannedColumn),
      })),
    }),
    ...(columns && { columns: columns.map(plannedColumn) }),
  };
}

/**
 * Words a sum over earlier reports as a plan carries it: with the definition that the summands must have had, and with
 * the title and traits of the report that counts them, where the sum has none of its own.
 *
 * @throws {InvalidReportError} The catalogue has no such number. Not retryable; `checkReports` refuses it earlier.
 */
export function plannedHistorySum(
  sum: HistorySumDefinition,
  report: ReportDefinition,
  catalogue: readonly ReportDefinition[],
): HistorySum {
  const { reportId, queryId, numberId } = sum;
  const number = historyNumberOf(report.id, sum, catalogue);
  return {
    reportId,
    queryId,
    ...defined({ numberId }),
    definition: definitionOf(number.query, number.report, number.ofQuery),
    title: sum.title ?? number.title,
    ...number.traits,
    ...traitsOf(sum),
  };
}

const plannedColumn = ({ field, title, format }: ColumnDefinition) => ({
  field,
  title,
  ...(format && { format }),
});
