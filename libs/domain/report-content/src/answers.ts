import {
  type NumberTraits,
  type PlannedNumber,
  type PlannedQuery,
  type PlannedTable,
  type ReportPlan,
  traitsOf,
} from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import {
  type FailureReason,
  type QueryOutcome,
  type ResultRows,
  answerOf,
  singleNumberOf,
} from '@pulso/contracts/run-events';
import { defined } from '@pulso/kit/telegram';

import { type NewPeople, type NumberKey } from './history';

export type Success = Extract<QueryOutcome, { status: 'success' }>;
type Cell = Success['rows'][number][number];
export type Value = ReportContent['values'][number];
export type Table = NonNullable<ReportContent['tables']>[number];

export const isPartOf = ({ partOf }: Value, { queryId, numberId }: Value): boolean => partOf === (numberId ?? queryId);

/** A number of a report and its key in the history. A sum over a gap has no key: it is not comparable. */
export interface KeyedValue {
  readonly value: Value;
  readonly key?: NumberKey | undefined;
}

/** The outcome of one question of a run. */
export interface Result {
  readonly queryId: string;
  readonly outcome: QueryOutcome;
  /** The rows of a success before a backfill changed it. */
  readonly firstRows?: ResultRows | undefined;
}

/** The questions of a plan, each once, in the order of the plan. */
export const expectedQueries = (plan: ReportPlan): PlannedQuery[] => [
  ...new Map(plan.queries.map((query) => [query.queryId, query])).values(),
];

/** What one question, or all of them, add to a report. In the order of the plan. */
export interface Answers {
  readonly numbers: readonly KeyedValue[];
  readonly tables: Table[];
  readonly missing: ReportContent['missing'];
  /** For later reports. */
  readonly newPeople: readonly NewPeople[];
}

export const nothing: Answers = { numbers: [], tables: [], missing: [], newPeople: [] };

/**
 * Returns what a question adds to its run's report: nothing if it was answered and there was nothing to measure.
 *
 * A measure over no record has no value, and 0 would be wrong. Its cell does not tell: `sum()` and `avg()` over nothing
 * have no cell, `pct()` has 0. A count without a cell is 0. `stats` over no record may give a row or none.
 *
 * @param outcome - Absent: none has arrived.
 * @see https://github.com/lmammino/oidc-authorizer-benchmark README.md
 */
export function answersOf(
  query: PlannedQuery,
  outcome: QueryOutcome | undefined,
  state: 'running' | 'closed',
): Answers {
  const { numbers, tables, retention, columns } = query;
  if (!outcome) return missingAs(query, state === 'running' ? pending : noAnswer);
  if (outcome.status === 'failed') return missingAs(query, outcome.reason);
  if (numbers) return numbersOf(query, numbers, outcome);
  // These shares need the history, see retentionOf.
  if (retention) return nothing;
  if (tables) return tablesOf(query, tables, outcome);
  // With columns it is a table, even of one cell.
  return columns ? { ...nothing, tables: [tableOf(query, outcome)] } : answersByShape(query, outcome);
}

/** Returns what a result adds, and what its numbers were before a backfill. */
export function answersOfResult(query: PlannedQuery, result: Result | undefined, state: 'running' | 'closed'): Answers {
  const answers = answersOf(query, result?.outcome, state);
  if (!result?.firstRows || result.outcome.status !== 'success') return answers;
  const { numbers } = answersOf(query, { ...result.outcome, rows: result.firstRows }, state);
  const first = new Map(numbers.map(({ value }) => [value.numberId, value.value]));
  return {
    ...answers,
    numbers: answers.numbers.map(({ value, key }) => {
      const backfilledFrom = first.get(value.numberId);
      const isSame = backfilledFrom === undefined || backfilledFrom === value.value;
      return { value: isSame ? value : { ...value, backfilledFrom }, key };
    }),
  };
}

const pending: FailureReason = { code: 'pending', message: 'The query has not answered yet.' };
const noAnswer: FailureReason = { code: 'no-answer', message: 'No answer arrived before the report was due.' };

export const unexpected = (message: string): FailureReason => ({ code: 'unexpected-result', message });

export const missingAs = (
  { queryId, title }: Pick<PlannedQuery, 'queryId' | 'title'>,
  reason: FailureReason,
): Answers => ({ ...nothing, missing: [{ queryId, title, reason }] });

export const numberAs = (value: Value, definition: string): Answers => ({
  ...nothing,
  numbers: [{ value, key: { queryId: value.queryId, numberId: value.numberId, definition } }],
});

function numbersOf(query: PlannedQuery, numbers: readonly PlannedNumber[], outcome: Success): Answers {
  if (outcome.rows.length > 1) return missingAs(query, unexpected('The query gave several rows instead of one.'));
  const { queryId } = query;
  return joined(
    numbers.map((number) => {
      const { numberId, field, title, ofNumberId } = number;
      const cell = cellOf(outcome, field);
      const count = numbers.find((other) => other.numberId === ofNumberId);
      const isOfSome = isMeasured(number) || ofNumberId !== undefined;
      if (isOfSome && isAboutNothing(cell, outcome, count && cellOf(outcome, count.field))) return nothing;
      const value = cell ? singleNumberOf([[cell]]) : 0;
      return value === undefined
        ? missingAs({ queryId, title }, unexpected('The query gave text instead of a number.'))
        : numberAs({ queryId, numberId, title, value, ...traitsOf(number) }, number.definition ?? query.definition);
    }),
  );
}

/** Takes an empty cell for a missing one: AWS does not document which of them stands for no value. */
const cellOf = ({ rows: [row] }: Success, name: string): Cell | undefined =>
  row?.find(({ field, value }) => field === name && value.trim() !== '');

/** @param count - How many were measured. The scan may have matched only records of another kind. */
function isAboutNothing(cell: Cell | undefined, { statistics }: Success, count?: Cell): boolean {
  if (!cell) return true;
  if (Number(cell.value) > 0) return false;
  return statistics.recordsMatched === 0 || (count !== undefined && Number(count.value) === 0);
}

const tablesOf = ({ queryId }: PlannedQuery, planned: readonly PlannedTable[], outcome: Success): Answers =>
  joined(
    planned.map(({ tableId, title, columns, onlyWithRows }) => {
      const result = outcome.tables?.find((candidate) => candidate.tableId === tableId);
      if (!result) return missingAs({ queryId, title }, unexpected('The query was not summed up into this table.'));
      if (onlyWithRows && result.rows.length === 0) return nothing;
      const { rows, omittedRowCount, omittedSum } = result;
      const table = { queryId, tableId, title, columns, rows, ...defined({ omittedRowCount, omittedSum }) };
      return { ...nothing, tables: [table] };
    }),
  );

function answersByShape(query: PlannedQuery, outcome: Success): Answers {
  const [{ queryId, title }, { rows }] = [query, outcome];
  if (isMeasured(query) && rows.length <= 1 && isAboutNothing(rows[0]?.[0], outcome)) return nothing;
  const answer = answerOf(rows);
  if (!answer) return missingAs(query, unexpected('The query gave neither a number nor rows of several cells.'));
  return answer.type === 'number'
    ? numberAs({ queryId, title, value: answer.value, ...traitsOf(query) }, query.definition)
    : { ...nothing, tables: [tableOf(query, outcome)] };
}

const tableOf = ({ queryId, title, columns }: PlannedQuery, { rows, omittedRowCount }: Success): Table => ({
  ...{ queryId, title, rows },
  ...defined({ columns, omittedRowCount }),
});

/** Over nothing a count is 0, and a measure has no value. */
const isMeasured = ({ unit = 'count' }: NumberTraits): boolean => unit !== 'count';

export const joined = (all: readonly Answers[]): Answers => ({
  numbers: all.flatMap(({ numbers }) => numbers),
  tables: all.flatMap(({ tables }) => tables),
  missing: all.flatMap(({ missing }) => missing),
  newPeople: all.flatMap(({ newPeople }) => newPeople),
});

/** Averages and shares have at most two decimals. */
export const roundedTo2 = (value: number): number => Math.round(value * 100) / 100;

/** Tells whether a later answer has a larger count and no smaller one. Counts that add up decide, if there are any. */
export function hasGrown(query: PlannedQuery, before: QueryOutcome, after: QueryOutcome): boolean {
  const countsOf = (outcome: QueryOutcome) =>
    answersOf(query, outcome, 'closed').numbers.flatMap(({ value }) => (isMeasured(value) ? [] : value));
  const counts = countsOf(after);
  const added = counts.filter(({ additive }) => additive !== false);
  const known = new Map(countsOf(before).map(({ numberId, value }) => [numberId, value]));
  const growths = (added.length > 0 ? added : counts).map(({ numberId, value }) => value - (known.get(numberId) ?? 0));
  return growths.every((growth) => growth >= 0) && growths.some((growth) => growth > 0);
}
