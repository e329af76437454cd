import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type QueryOutcome, answerOf, boundRows, rollUpTables } from '@pulso/contracts/run-events';

import { type PollOutcome } from './ports';

/**
 * The most rows of a query without `limit`, and of the first page of GetQueryResults, which alone is read.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
const maxSeenRows = 10_000;

/**
 * Returns the outcome of a completed query, small enough for its event: tables replace thousands of rows.
 *
 * @returns `failed` if the rows do not fit the question. Asking again would not help.
 */
export function outcomeOf(
  { tables }: Pick<QueryJob, 'tables'>,
  { rows, statistics }: Extract<PollOutcome, { status: 'complete' }>,
): QueryOutcome {
  if (tables === undefined) {
    const bounded = boundRows(rows);
    if (answerOf(bounded.rows) !== undefined) return { status: 'success', ...bounded, statistics };
    // The text of the cell is not told: it may be personal.
    const shape = bounded.rows[0]?.length === 1 ? 'one cell that is not a number' : 'one row without cells';
    return unexpected(`The query gave ${shape}, which is neither a number nor a table.`);
  }
  // The missing rows may be large ones.
  if (rows.length >= maxSeenRows) {
    const problem = 'The query gave 10,000 rows, the most that are read: sums would be too small.';
    return unexpected(`${problem} Group by fewer values.`);
  }
  // Some rows may lack the sum, and all may lack the group: a day may have no command.
  const missing = tables.find(({ sum }) => !rows.some((row) => row.some(({ field }) => field === sum)));
  if (rows.length > 0 && missing) {
    return unexpected(`The query gave rows, but no column "${missing.sum}" that a table could add up.`);
  }
  return { status: 'success', rows: [], tables: rollUpTables(rows, tables), statistics };
}

const unexpected = (message: string): QueryOutcome => ({
  status: 'failed',
  reason: { code: 'unexpected-result', message },
});
