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
    return answerOf(bounded.rows) === undefined
      ? unexpected(`The query gave ${shapeOf(bounded.rows)}, which is neither a number nor a table.`)
      : { status: 'success', ...bounded, statistics };
  }
  // Nothing tells which rows were left out: they may be large ones.
  if (rows.length >= maxSeenRows) {
    const advice = 'Group by fewer values.';
    return unexpected(`The query gave 10,000 rows, the most that are read: sums would be too small. ${advice}`);
  }
  const missing = tables.find(({ sum }) => !hasColumn(rows, sum));
  if (rows.length > 0 && missing) {
    return unexpected(`The query gave rows, but no column "${missing.sum}" that a table could add up.`);
  }
  return { status: 'success', rows: [], tables: rollUpTables(rows, tables), statistics };
}

/** Its cells may be missing in some rows, and the other column's in all of them: a day may pass without a command. */
const hasColumn = (rows: readonly (readonly { readonly field: string }[])[], name: string): boolean =>
  rows.some((row) => row.some(({ field }) => field === name));

const unexpected = (message: string): QueryOutcome => ({
  status: 'failed',
  reason: { code: 'unexpected-result', message },
});

/** Says what a single row of at most one cell looks like. Leaves out its text, which may be a person's. */
const shapeOf = (rows: readonly (readonly unknown[])[]): string =>
  rows[0]?.length === 1 ? 'one cell that is not a number' : 'one row without cells';
