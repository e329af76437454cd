import { type QueryDefinition } from './report-definition';

/**
 * Words a question in the language of Logs Insights.
 *
 * @param column - Absent: the whole query. Otherwise the query that computes this column alone. A query that was written
 *   as text can't be taken apart, and stays as it is.
 * @throws {RangeError} The query has no such column. Not retryable; `checkReports` refuses it earlier.
 * @example
 * queryTextOf({ query: { filter: 'is_group = 1', columns: { n: 'count(*)', m: 'max(HandlerDuration)' } } }, 'n');
 * // 'filter is_group = 1 | stats count(*) as n'
 */
export function queryTextOf({ query }: Pick<QueryDefinition, 'query'>, column?: string): string {
  if (typeof query === 'string') return query;
  const { filter, columns, by } = query;
  if (column !== undefined && !(column in columns)) throw new RangeError(`The query computes no column "${column}".`);
  const computed = Object.entries(columns).filter(([name]) => column === undefined || name === column);
  const stats = `stats ${computed.map(([name, expression]) => `${expression} as ${name}`).join(', ')}`;
  return [...(filter === undefined ? [] : [`filter ${filter}`]), stats + (by ? ` by ${by.join(', ')}` : '')].join(
    ' | ',
  );
}
