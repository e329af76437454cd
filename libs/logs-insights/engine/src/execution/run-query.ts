import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type SourceReference } from '../syntax/command';
import { utf8ByteCount } from '../values/text';
import { toText } from '../values/value';
import { EventRow, type LogEvent } from './event-row';
import { type QueryOptions, type QueryResult, type ResultField } from './query-options';
import { type Row } from './row';
import { runStage, startEventStage } from './run-stages';

/** What to ask, and of which events. */
export interface QueryRun extends QueryOptions {
  /** The text, or what `parseQuery` made of it. */
  readonly query: string | ParsedQuery;
  readonly events: Iterable<LogEvent>;
}

/**
 * Runs a Logs Insights query over log events, in one pass and without keeping more of them than the query needs.
 *
 * @param run - `limit`, where given, is a positive whole number.
 * @returns The rows as GetQueryResults gives them: every value a text, a missing one left out, `@ptr` last in rows that
 * are not aggregated. Raw rows come newest first, those of `by bin(...)` too; other groups in the order of appearance.
 * @throws {UnsupportedQueryError} AWS would run the query and this engine can't. Not retryable.
 * @throws {MalformedQueryError} The query is wrong. Not retryable.
 * @throws {QueryLimitError} `unnest` makes more than 100,000 rows of one event, or more than
 * 1,000,000 that all have to be kept. Not retryable with the same events.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 * @example
 * runQuery({
 *   query: 'filter is_group = 1 | stats count(*) as calls',
 *   events: [{ timestamp: 0, message: '{"is_group":1}' }],
 * }).rows; // [[{ field: 'calls', value: '1' }]]
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
export function runQuery({ query, events, ...options }: QueryRun): QueryResult {
  const { plan, sources } = typeof query === 'string' ? parseQuery(query) : query;
  refuseLimit(options.limit);
  const [firstStage, ...laterStages] = plan.stages;
  if (!firstStage) throw new RangeError('A plan has at least one stage; take it from parseQuery.');
  const context = { nowMs: options.nowMs };
  const limit = options.limit ?? plan.stages.at(-1)?.rowLimit ?? defaultRowLimit;
  const stage = startEventStage(firstStage, context, laterStages.length > 0 ? Infinity : limit);
  const isScanned = selectEvents(sources, options);
  const statistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
  for (const event of events) {
    if (!isScanned(event)) continue;
    statistics.recordsScanned += 1;
    statistics.bytesScanned += utf8ByteCount(event.message);
    if (stage.add(new EventRow(event, statistics.recordsScanned, options))) statistics.recordsMatched += 1;
  }
  const rows = laterStages.reduce((before, next) => runStage(before, next, context), stage.finish());
  return { rows: rows.slice(0, limit).map((row) => toCells(row, plan.columns)), statistics };
}

/** How many rows a query gives when neither its text nor the call says otherwise. */
const defaultRowLimit = 10_000;

function refuseLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1)) return;
  throw new RangeError(`A query needs a positive whole number of rows for a limit, got ${limit}.`);
}

function toCells(row: Row, columns: readonly string[]): readonly ResultField[] {
  const cells: ResultField[] = [];
  for (const field of columns) {
    const value = toText(row.get(field));
    if (value !== undefined) cells.push({ field, value });
  }
  return cells;
}

/**
 * Prepares the choice of events by the range of time and by the `SOURCE` commands of a query.
 *
 * @returns Whether the event is in the range, and one of the commands, if there are any, names its log group.
 */
function selectEvents(
  sources: readonly SourceReference[],
  { startTime = -Infinity, endTime = Infinity, logGroupName }: QueryOptions,
): (event: LogEvent) => boolean {
  return (event) => {
    const second = Math.floor(event.timestamp / 1000);
    if (!(second >= startTime && second <= endTime)) return false;
    const name = event.logGroupName ?? logGroupName;
    return sources.length === 0 || (name !== undefined && sources.some((source) => isNamed(source, name)));
  };
}

/** @returns Whether the command names the log group. */
const isNamed = ({ groups }: SourceReference, logGroupName: string): boolean =>
  'name' in groups
    ? groups.name === logGroupName
    : groups.namePrefixes.some((prefix) => logGroupName.startsWith(prefix));
