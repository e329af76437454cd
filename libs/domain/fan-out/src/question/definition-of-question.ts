import { type AskedQuestion, askedReportId } from '@pulso/contracts/run-requests';
import { type ColumnDefinition, type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';

import { columnTitles, measureTitles, titleOfQuestion } from './question-words';
import { queryOf } from './query-of';

/** The id of the one query of a question, and of its one table. */
const answerId = 'answer';

/** Of a question that a person waits for, minutes. */
const dueAfterMinutes = 5;

/**
 * Makes of a question what the catalogue has of a report, so that it is planned, answered and delivered like one.
 *
 * Distinct people of groups don't add up, so their rows are not summed up into a table with a rest.
 */
export function definitionOfQuestion(question: AskedQuestion): ReportDefinition {
  const { measure, by } = question;
  const title = titleOfQuestion(question);
  const query: QueryDefinition = { id: answerId, title, query: queryOf(question), ...traitsOf(question) };
  return {
    id: askedReportId,
    title,
    window: { hours: 1, ingestLagMinutes: 0 },
    dueAfterMinutes,
    queries: [by === undefined ? { ...query, title: measureTitles[measure] } : query],
    logGroups: { type: 'own-bot' },
    // A chat has asked, and it goes there.
    destinations: '',
  };
}

function traitsOf({ measure, by }: AskedQuestion): Partial<QueryDefinition> {
  if (by === undefined) return { ...(measure === 'people' && { additive: false as const }) };
  const columns: [ColumnDefinition, ColumnDefinition] = [
    { field: by, title: columnTitles[by], ...(by === 'source' ? {} : { format: by }) },
    { field: 'count', title: measureTitles[measure], format: 'number' },
  ];
  if (measure === 'people') return { columns };
  return {
    tables: [
      { id: answerId, title: measureTitles[measure], columns, ...(by !== 'source' && { isWhole: true as const }) },
    ],
  };
}
