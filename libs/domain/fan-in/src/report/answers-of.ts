import {
  type NumberTraits,
  type PlannedNumber,
  type PlannedQuery,
  type PlannedTable,
  traitsOf,
} from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import {
  type FailureReason,
  type QueryOutcome,
  answerOf,
  rollUpTables,
  singleNumberOf,
} from '@pulso/contracts/run-events';
import { defined } from '@pulso/kit/telegram';

import { type Run } from '../run';
import { mergeHours } from './merge-hours';

type Success = Extract<QueryOutcome, { status: 'success' }>;
type Cell = Success['rows'][number][number];
type Value = ReportContent['values'][number];

/** What one question, or all of them, add to a report. In the order of the plan. */
export interface Answers {
  readonly values: readonly Value[];
  readonly tables: readonly NonNullable<ReportContent['tables']>[number][];
  readonly missing: readonly ReportContent['missing'][number][];
}

export const nothing: Answers = { values: [], tables: [], missing: [] };

/**
 * Says what a question adds to its run's report.
 *
 * A question with several numbers may answer fewer of them: a time that was measured nowhere has no value, and 0 would be
 * a wrong one. Its cell does not tell: over nothing `sum()` and `avg()` have none, and `pct()` is 0, as the two rows show
 * that AWS gave for functions without a cold start. A count without a cell is 0: it adds up nothing.
 *
 * Whether `stats` over no record gives a row or none is not documented, so both mean the same.
 *
 * @param outcome - Absent: none has arrived.
 * @returns Empty where the question was answered and there was nothing to measure.
 * @see https://github.com/lmammino/oidc-authorizer-benchmark README.md
 */
export function answersOf(query: PlannedQuery, outcome: QueryOutcome | undefined, state: Run['state']): Answers {
  const { numbers, tables, returns, columns } = query;
  if (!outcome) return missingAs(query, state === 'running' ? pending : noAnswer);
  if (outcome.status === 'failed') return missingAs(query, outcome.reason);
  if (numbers) return numbersOf(query, numbers, outcome);
  // They take the history, see returnsOf.
  if (returns) return nothing;
  if (tables) return tablesOf(query, tables, outcome);
  // With columns it is a table, however few rows it has.
  return columns ? { ...nothing, tables: [tableOf(query, outcome)] } : answersByShape(query, outcome);
}

const pending: FailureReason = { code: 'pending', message: 'The query has not answered yet.' };
const noAnswer: FailureReason = { code: 'no-answer', message: 'No answer arrived before the report was due.' };

const unexpected = (message: string): FailureReason => ({ code: 'unexpected-result', message });

const missingAs = ({ queryId, title }: Pick<PlannedQuery, 'queryId' | 'title'>, reason: FailureReason): Answers => ({
  ...nothing,
  missing: [{ queryId, title, reason }],
});

function numbersOf(query: PlannedQuery, numbers: readonly PlannedNumber[], outcome: Success): Answers {
  if (outcome.rows.length > 1) return missingAs(query, unexpected('The query gave several rows instead of one.'));
  return joined(numbers.map((number) => numberOf(query, number, numbers, outcome)));
}

function numberOf(
  { queryId }: PlannedQuery,
  number: PlannedNumber,
  numbers: readonly PlannedNumber[],
  outcome: Success,
): Answers {
  const { numberId, field, title, ofNumberId } = number;
  const cell = cellOf(outcome, field);
  const count = numbers.find((other) => other.numberId === ofNumberId);
  if (
    (isMeasured(number) || ofNumberId !== undefined) &&
    isAboutNothing(cell, outcome, count && cellOf(outcome, count.field))
  )
    return nothing;
  const value = cell ? singleNumberOf([[cell]]) : 0;
  return value === undefined
    ? missingAs({ queryId, title }, unexpected('The query gave text instead of a number.'))
    : { ...nothing, values: [{ queryId, numberId, title, value, ...traitsOf(number) }] };
}

/** An empty cell is none: which of them AWS gives where there is no value is not documented. */
const cellOf = ({ rows: [row] }: Success, name: string): Cell | undefined =>
  row?.find(({ field, value }) => field === name && value.trim() !== '');

/**
 * Whether a measure is about nothing. More than 0 is about something, whatever else a result says or lacks.
 *
 * @param count - How many were measured: a scan may have matched records of another kind alone.
 */
function isAboutNothing(cell: Cell | undefined, { statistics }: Success, count?: Cell): boolean {
  if (!cell) return true;
  if (Number(cell.value) > 0) return false;
  return statistics.recordsMatched === 0 || (count !== undefined && Number(count.value) === 0);
}

/** Workers of versions before roll-up answer with rows, of which the first ones have arrived. */
function tablesOf(query: PlannedQuery, planned: readonly PlannedTable[], outcome: Success): Answers {
  const rollUps = planned.map(({ tableId, columns: [by, sum] }) => ({
    tableId,
    by: by?.field ?? '',
    sum: sum?.field ?? '',
  }));
  const { queryId } = query;
  const results = outcome.tables ?? rollUpTables(outcome.rows, rollUps, outcome.omittedRowCount);
  return joined(
    planned.map(({ tableId, title, columns, onlyWithRows }) => {
      const result = results.find((candidate) => candidate.tableId === tableId);
      if (onlyWithRows && result?.rows.length === 0) return nothing;
      return result
        ? {
            ...nothing,
            tables: [
              { queryId, tableId, title, columns, ...rowsOf({ ...result, rows: mergeHours(result.rows, columns) }) },
            ],
          }
        : missingAs({ queryId, title }, unexpected('The query was not summed up into this table.'));
    }),
  );
}

function answersByShape(query: PlannedQuery, outcome: Success): Answers {
  const { queryId, title } = query;
  const { rows } = outcome;
  if (isMeasured(query) && rows.length <= 1 && isAboutNothing(rows[0]?.[0], outcome)) return nothing;
  const answer = answerOf(rows);
  if (!answer) return missingAs(query, unexpected('The query gave neither a number nor rows of several cells.'));
  return answer.type === 'number'
    ? { ...nothing, values: [{ queryId, title, value: answer.value, ...traitsOf(query) }] }
    : { ...nothing, tables: [tableOf(query, outcome)] };
}

const tableOf = ({ queryId, title, columns }: PlannedQuery, outcome: Success): Answers['tables'][number] => ({
  queryId,
  title,
  ...(columns ? { columns } : {}),
  ...rowsOf(outcome),
});

const rowsOf = ({
  rows,
  omittedRowCount,
  omittedSum,
}: Pick<Success, 'rows' | 'omittedRowCount'> & { readonly omittedSum?: number | undefined }) => ({
  rows,
  ...defined({ omittedRowCount, omittedSum }),
});

/** Of nothing a count is 0, and a measure is not there. */
const isMeasured = ({ unit = 'count' }: NumberTraits): boolean => unit !== 'count';

export const joined = (all: readonly Answers[]): Answers => ({
  values: all.flatMap(({ values }) => values),
  tables: all.flatMap(({ tables }) => tables),
  missing: all.flatMap(({ missing }) => missing),
});
