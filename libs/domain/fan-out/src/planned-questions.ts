import { type HistorySum, type PlannedQuery, type PlannedShare, traitsOf } from '@pulso/contracts/report-plan';
import {
  type HistorySumDefinition,
  type NumberDefinition,
  type QueryDefinition,
  type ReportDefinition,
  type ShareDefinition,
  numberOfReport,
  queryTextOf,
} from '@pulso/domain/reports';
import { defined, fingerprintOf } from '@pulso/kit/telegram';
import { type Interval } from '@pulso/kit/time';

import { questionWindowOf } from './window-of';

/** Words a question of the catalogue as a plan carries it. */
export function plannedQuery(query: QueryDefinition, report: ReportDefinition, runWindow: Interval): PlannedQuery {
  const { id, title, numbers, tables, retention, window, columns } = query;
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
        ...defined({ ofNumberId: number.of }),
        ...traitsOf(number),
      })),
    }),
    ...(tables && {
      tables: tables.map((table) => ({
        tableId: table.id,
        title: table.title,
        columns: [...table.columns],
        ...defined({ onlyWithRows: table.onlyWithRows }),
      })),
    }),
    ...(retention && {
      retention: retention.map((share) => ({
        numberId: share.id,
        title: share.title,
        afterDays: share.afterDays,
        ...traitsOf({ ...share, ...shareTraits }),
      })),
    }),
    ...(window && { window: questionWindowOf(window, runWindow) }),
    ...(columns && { columns: [...columns] }),
  };
}

const shareTraits = { unit: 'percent', additive: false } as const;

/** Words a sum over earlier reports as a plan carries it: with the definition that the summands must have had. */
export function plannedHistorySum(
  sum: HistorySumDefinition,
  report: ReportDefinition,
  catalogue: readonly ReportDefinition[],
): HistorySum {
  const { reportId, queryId, numberId } = sum;
  const number = numberOfReport(report.id, sum, catalogue);
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

/** Words a share as a plan carries it: with the definitions of both numbers, so that no other is taken for either. */
export function plannedShare(
  { id, title, averageOf, of, ...traits }: ShareDefinition,
  report: ReportDefinition,
  catalogue: readonly ReportDefinition[],
): PlannedShare {
  const number = numberOfReport(report.id, averageOf, catalogue);
  const definition = definitionOf(number.query, number.report, number.ofQuery);
  const whole = numberOfReport(report.id, { reportId: report.id, ...of }, catalogue);
  return {
    queryId: id,
    title,
    definition: `${definition}-${definitionOf(whole.query, whole.report, whole.ofQuery)}`,
    averageOf: { ...averageOf, definition },
    of,
    ...traitsOf({ ...traits, ...shareTraits }),
  };
}

/**
 * Names what a question, or one number of it, asks of which logs, so that numbers of two definitions are never compared.
 *
 * It changes with the query, the log groups, the length of the window or of its own, and the column behind the number;
 * titles and how a number is shown do not count. Of a query that is declared by its parts, a number has the definition
 * of a query for this number alone: one that is added or taken out leaves the history of those beside it as it is.
 *
 * @param number - Absent: the definition of the whole question.
 * @returns Eight hexadecimal digits. To make them in another way starts every history anew.
 */
export function definitionOf(
  question: Pick<QueryDefinition, 'query' | 'window'>,
  { logGroups, window }: Pick<ReportDefinition, 'logGroups' | 'window'>,
  number?: Pick<NumberDefinition, 'id' | 'field'>,
): string {
  const names = logGroups.type === 'named' ? [...logGroups.names].sort() : [];
  const asked = number ? [queryTextOf(question, number.field), number.field, number.id] : [queryTextOf(question)];
  return fingerprintOf(JSON.stringify([...asked, logGroups.type, names, (question.window ?? window).hours]));
}
