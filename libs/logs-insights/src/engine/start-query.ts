import { FieldSelection } from '../discovery/field-selection';
import { type QueryContext } from '../functions/function-definition';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { utf8ByteCount } from '../values/utf8-byte-count';
import { toText } from '../values/value';
import { EventRow, type LogEvent } from './event-row';
import { type QueryOptions, type QueryResult, type ResultField } from './query-options';
import { type Row } from './row';
import { runStage, startEventStage } from './run-stages';
import { selectSources } from './select-sources';

/** How many rows a query gives when neither its text nor the call says otherwise. */
const defaultRowLimit = 10_000;

/** A query that events are being given to. */
export interface RunningQuery {
  /** Takes one event; those outside the range of time or the log groups of the query are passed over. */
  add(event: LogEvent): void;
  /** @returns The rows and statistics over the events so far. Call it once, at the end. */
  finish(): QueryResult;
}

/**
 * Starts a query whose events come one by one, in any order; it keeps no more of them than it needs.
 *
 * @throws {MalformedQueryError} As `parseQuery`. Not retryable.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 */
export function startQuery(query: string | ParsedQuery, options: QueryOptions = {}): RunningQuery {
  refuseLimit(options.limit);
  const { plan, sources } = typeof query === 'string' ? parseQuery(query) : query;
  const [firstStage, ...laterStages] = plan.stages;
  if (!firstStage) throw new RangeError('A plan has at least one stage; take it from parseQuery.');
  const startMs = options.startTime === undefined ? undefined : options.startTime * 1000;
  const endMs = options.endTime === undefined ? undefined : options.endTime * 1000 + 999;
  const context: QueryContext = { startMs, endMs, nowMs: options.nowMs };
  const limit = options.limit ?? plan.stages.at(-1)?.rowLimit ?? defaultRowLimit;
  const stage = startEventStage(firstStage, context, laterStages.length > 0 ? Infinity : limit);
  const isSelected = selectSources(sources, options.logGroupName);
  const rowContext = { ...options, selection: new FieldSelection(plan.fieldReferences.map(({ name }) => name)) };
  const statistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
  return {
    add: (event) => {
      if (!(event.timestamp >= (startMs ?? -Infinity) && event.timestamp <= (endMs ?? Infinity))) return;
      if (!isSelected(event)) return;
      statistics.recordsScanned += 1;
      statistics.bytesScanned += utf8ByteCount(event.message);
      if (stage.add(new EventRow(event, statistics.recordsScanned, rowContext))) statistics.recordsMatched += 1;
    },
    finish: () => {
      const rows = laterStages.reduce((before, next) => runStage(before, next, context), stage.finish());
      return { rows: rows.slice(0, limit).map((row) => toCells(row, plan.columns)), statistics };
    },
  };
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
