import { FieldSelection } from '../discovery/field-selection';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type QueryPlan } from '../plan/query-plan';
import { utf8ByteCount } from '../values/utf8-byte-count';
import { toText } from '../values/value';
import { EventRow, type LogEvent } from './event-row';
import { type Row } from './row';
import { runStage, startEventStage } from './run-stages';

/** How many rows a query gives when neither its text nor the call says otherwise. */
const defaultRowLimit = 10_000;

/** What to ask, and of which events. */
export interface QueryRun {
  /** The text, or what `parseQuery` made of it. */
  readonly query: string | ParsedQuery;
  readonly events: Iterable<LogEvent>;
  /** Epoch seconds, inclusive; unbounded when left out. */
  readonly startTime?: number;
  /** Epoch seconds; the whole second belongs to the range. Unbounded when left out. */
  readonly endTime?: number;
  /** The most rows to give; a `limit` in the query can only lower it. By default what the query says, else 10,000. */
  readonly limit?: number;
  /** Shown in `@log`. */
  readonly logGroupName?: string;
  /** Shown in `@log`. */
  readonly accountId?: string;
}

/** One cell; a missing value has none. */
export interface ResultField {
  readonly field: string;
  readonly value: string;
}

export interface QueryStatistics {
  /** Events that passed the filters, before they were grouped and limited. */
  readonly recordsMatched: number;
  /** Events in the range of time. */
  readonly recordsScanned: number;
  /** The UTF-8 length of their messages. */
  readonly bytesScanned: number;
}

export interface QueryResult {
  readonly rows: readonly (readonly ResultField[])[];
  readonly statistics: QueryStatistics;
}

/**
 * Runs a Logs Insights query over log events, in one pass and without keeping more of them than the query needs.
 *
 * @param run - `limit`, where given, is a positive whole number.
 * @returns The rows as GetQueryResults gives them: every value a text, a missing one left out, `@ptr` last in rows that
 * are not aggregated. Raw rows come newest first, those of `by bin(...)` too; other groups in the order of appearance.
 * @throws {UnsupportedQueryError} AWS would run the query and this engine can't. Not retryable.
 * @throws {MalformedQueryError} The query is wrong. Not retryable.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 * @example
 * runQuery({
 *   query: 'filter is_group = 1 | stats count(*) as calls',
 *   events: [{ timestamp: 0, message: '{"is_group":1}' }],
 * }).rows; // [[{ field: 'calls', value: '1' }]]
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
export function runQuery(run: QueryRun): QueryResult {
  if (run.limit !== undefined && (!Number.isInteger(run.limit) || run.limit < 1)) {
    throw new RangeError(`A query needs a positive whole number of rows for a limit, got ${run.limit}.`);
  }
  const { plan } = typeof run.query === 'string' ? parseQuery(run.query) : run.query;
  const [firstStage, ...laterStages] = plan.stages;
  if (!firstStage) throw new RangeError('A plan has at least one stage; take it from parseQuery.');
  const stage = startEventStage(firstStage);
  const statistics = scan(run, plan, (row) => stage.add(row));
  const limit = run.limit ?? plan.stages.at(-1)?.rowLimit ?? defaultRowLimit;
  const rows = laterStages.reduce(runStage, stage.finish()).slice(0, limit);
  return { rows: rows.map((row) => toCells(row, plan.columns)), statistics };
}

function scan(run: QueryRun, plan: QueryPlan, add: (row: EventRow) => boolean): QueryStatistics {
  const startMs = run.startTime === undefined ? -Infinity : run.startTime * 1000;
  const endMs = run.endTime === undefined ? Infinity : run.endTime * 1000 + 999;
  const context = {
    selection: new FieldSelection(plan.fieldReferences.map(({ name }) => name)),
    logGroupName: run.logGroupName,
    accountId: run.accountId,
  };
  let recordsMatched = 0;
  let recordsScanned = 0;
  let bytesScanned = 0;
  for (const event of run.events) {
    if (!(event.timestamp >= startMs && event.timestamp <= endMs)) continue;
    recordsScanned += 1;
    bytesScanned += utf8ByteCount(event.message);
    if (add(new EventRow(event, recordsScanned, context))) recordsMatched += 1;
  }
  return { recordsMatched, recordsScanned, bytesScanned };
}

function toCells(row: Row, columns: readonly string[]): readonly ResultField[] {
  const cells: ResultField[] = [];
  const names = row instanceof EventRow ? [...columns.filter((name) => name !== '@ptr'), '@ptr'] : columns;
  for (const field of names) {
    const value = toText(row.get(field));
    if (value !== undefined) cells.push({ field, value });
  }
  return cells;
}
