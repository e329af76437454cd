import { FieldSelection } from '../discovery/field-selection';
import { type QueryContext } from '../functions/function-definition';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type QueryPlan } from '../plan/query-plan';
import { type SourceReference } from '../syntax/command';
import { utf8ByteCount } from '../values/text';
import { toText } from '../values/value';
import { type EventContext, EventRow, type LogEvent } from './event-row';
import { type QueryOptions, type QueryResult, type ResultField } from './query-options';
import { type Row } from './row';
import { type EventStage, runStage, startEventStage } from './run-stages';

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
 * @throws {QueryLimitError} `unnest`, `expand` or `parse ... multi` makes more than 100,000 rows of one event, or more than
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
  const running = startQuery(query, options);
  for (const event of events) running.add(event);
  return running.finish();
}

/** A query that events are being given to. */
export interface RunningQuery {
  /**
   * Takes one event; those outside the range of time or the log groups of the query are passed over.
   *
   * @throws {QueryLimitError} Too many rows would be made of the event, as `runQuery` says. Not retryable with the same
   * events, and nothing more can be done with this run.
   */
  add(event: LogEvent): void;
  /** How many events have been taken in so far. */
  readonly recordsScanned: number;
  /**
   * @returns The rows and statistics over the events so far. Call it once, at the end.
   * @throws {QueryLimitError} Too many rows would be made, as `runQuery` says. Not retryable with the same events.
   */
  finish(): QueryResult;
}

/**
 * Starts a query whose events come one by one, in any order; it keeps no more of them than it needs.
 *
 * @throws {MalformedQueryError} As `parseQuery`. Not retryable.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 */
export const startQuery = (query: string | ParsedQuery, options: QueryOptions = {}): RunningQuery =>
  new QueryExecution(typeof query === 'string' ? parseQuery(query) : query, options);

/** How many rows a query gives when neither its text nor the call says otherwise. */
export const defaultRowLimit = 10_000;

/** A query at work: it takes events one by one, counts them, and gives the result. */
class QueryExecution {
  readonly #plan: QueryPlan;
  readonly #context: QueryContext;
  readonly #eventContext: EventContext;
  readonly #isSelected: (event: LogEvent) => boolean;
  readonly #stage: EventStage;
  readonly #limit: number;
  #recordsMatched = 0;
  #recordsScanned = 0;
  #bytesScanned = 0;

  /** @throws {RangeError} `limit` is not a positive whole number. Not retryable. */
  constructor({ plan, sources }: ParsedQuery, options: QueryOptions) {
    refuseLimit(options.limit);
    const [firstStage, ...laterStages] = plan.stages;
    if (!firstStage) throw new RangeError('A plan has at least one stage; take it from parseQuery.');
    const { startTime, endTime, nowMs } = options;
    this.#plan = plan;
    this.#context = {
      nowMs,
      startMs: startTime === undefined ? undefined : startTime * 1000,
      endMs: endTime === undefined ? undefined : endTime * 1000 + 999,
    };
    this.#eventContext = { ...options, selection: new FieldSelection(plan.fieldReferences.map(({ name }) => name)) };
    this.#isSelected = selectSources(sources, options.logGroupName);
    this.#limit = options.limit ?? plan.stages.at(-1)?.rowLimit ?? defaultRowLimit;
    this.#stage = startEventStage(firstStage, this.#context, laterStages.length > 0 ? Infinity : this.#limit);
  }

  get recordsScanned(): number {
    return this.#recordsScanned;
  }

  /** Takes an event in if it is in the range of time and one of the log groups. */
  add(event: LogEvent): void {
    if (!this.#isInRange(event.timestamp) || !this.#isSelected(event)) return;
    this.#recordsScanned += 1;
    this.#bytesScanned += utf8ByteCount(event.message);
    if (this.#stage.add(new EventRow(event, this.#recordsScanned, this.#eventContext))) this.#recordsMatched += 1;
  }

  finish(): QueryResult {
    const [, ...laterStages] = this.#plan.stages;
    const rows = laterStages.reduce((before, next) => runStage(before, next, this.#context), this.#stage.finish());
    return {
      rows: rows.slice(0, this.#limit).map((row) => toCells(row, this.#plan.columns)),
      statistics: {
        recordsMatched: this.#recordsMatched,
        recordsScanned: this.#recordsScanned,
        bytesScanned: this.#bytesScanned,
      },
    };
  }

  #isInRange(epochMs: number): boolean {
    const { startMs = -Infinity, endMs = Infinity } = this.#context;
    return epochMs >= startMs && epochMs <= endMs;
  }
}

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
 * Prepares the choice of events by the `SOURCE` commands of a query.
 *
 * @param logGroupName - The group of events that name none.
 * @returns Whether one of the commands names the event's group, and its range, if any, holds its time. Always true without `SOURCE`.
 */
function selectSources(
  sources: readonly SourceReference[],
  logGroupName: string | undefined,
): (event: LogEvent) => boolean {
  if (sources.length === 0) return () => true;
  return (event) => {
    const name = event.logGroupName ?? logGroupName;
    return sources.some((source) => name !== undefined && isNamed(source, name) && isWithin(source, event.timestamp));
  };
}

/** @returns Whether the command names the log group. */
const isNamed = ({ groups }: SourceReference, logGroupName: string): boolean =>
  'name' in groups
    ? groups.name === logGroupName
    : groups.namePrefixes.some((prefix) => logGroupName.startsWith(prefix));

const isWithin = ({ range }: SourceReference, epochMs: number): boolean =>
  !range || (epochMs >= range.startMs && epochMs <= range.endMs);
