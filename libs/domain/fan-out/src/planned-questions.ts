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

/** Returns a question of the catalogue as a plan carries it. */
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

/** Returns a sum over earlier reports as a plan carries it, with the definition of the numbers that it adds up. */
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

/** Returns a share as a plan carries it, with the definitions of both numbers. */
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
 * Fingerprints what a question, or one number of it, asks of which logs: numbers of two definitions are never compared.
 *
 * It depends on the query, the log groups, the length of the window and the number's column. In a query by parts,
 * numbers can be added and removed without a change to the others.
 *
 * @param number - Absent: the definition of the whole question.
 * @returns Eight hexadecimal digits. Another algorithm would start every history anew.
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
