import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type QueryOutcome, answerOf, boundRows, rollUpTables } from '@pulso/contracts/run-events';

import { type PollOutcome } from './ports';

/**
 * The most rows that are seen of a query: one without `limit` gives so many at most, and so does the first page of
 * GetQueryResults, which is the only one that is read.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
const maxSeenRows = 10_000;

/**
 * Words what a completed query has found, small enough for the event that carries it.
 *
 * Where the job asks for tables, the rows themselves stay here: there may be thousands.
 *
 * @returns `failed` where the rows are not what the question was planned for. Asking again would find the same.
 */
export function outcomeOf(
  { tables }: Pick<QueryJob, 'tables'>,
  { rows, statistics }: Extract<PollOutcome, { status: 'complete' }>,
): QueryOutcome {
  if (tables === undefined) {
    const bounded = boundRows(rows);
    if (answerOf(bounded.rows) !== undefined) return { status: 'success', ...bounded, statistics };
    // The text of the cell stays here: it may be a person's.
    const shape = bounded.rows[0]?.length === 1 ? 'one cell that is not a number' : 'one row without cells';
    return unexpected(`The query gave ${shape}, which is neither a number nor a table.`);
  }
  // Nothing tells which rows were left out: they may be large ones.
  if (rows.length >= maxSeenRows) {
    const problem = 'The query gave 10,000 rows, the most that are read: sums would be too small.';
    return unexpected(`${problem} Group by fewer values.`);
  }
  // Cells of that column may be missing in some rows, and those of the other one in all: a day may have no command.
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
