import { type LogEvent } from '../execution/event-row';
import { type QueryOptions, type QueryResult } from '../execution/query-options';
import { type ParsedQuery } from '../parser/parse-query';
import { EventStore } from './event-store';
import { orderEvents } from './order-events';
import { runOnStores } from './run-on-stores';

export interface LogTableOptions {
  /** The log group of the events that name none. */
  readonly logGroupName?: string;
  /** How many events are kept together, by default 16,384. Events that a range of time excludes are passed over so. */
  readonly eventsPerChunk?: number;
}

/** What to ask of a table. */
export interface TableRun extends QueryOptions {
  /** The text, or what `parseQuery` made of it. */
  readonly query: string | ParsedQuery;
}

/** Which events to list; all when both are left out. */
export interface EventRange {
  /** Epoch milliseconds, inclusive. */
  readonly startMs?: number;
  /** Epoch milliseconds, exclusive. */
  readonly endMs?: number;
}

/**
 * Makes an empty table of log events, for many queries over the same events.
 *
 * A query that comes again, or another one that reads the same fields, does not read the messages a second time.
 *
 * @example
 * const table = createLogTable();
 * table.append([{ timestamp: 0, message: '{"is_group":1}' }]);
 * table.run({ query: 'filter is_group = 1 | stats count(*) as calls' }).rows; // [[{ field: 'calls', value: '1' }]]
 */
export const createLogTable = (options: LogTableOptions = {}): LogTable => new LogTable(options);

/**
 * Log events in memory, kept so that queries over them are fast: what a query reads of the messages is kept too, column by
 * column. Made by {@link createLogTable}.
 */
export class LogTable {
  readonly #store: EventStore;

  constructor(options: LogTableOptions) {
    this.#store = new EventStore(options);
  }

  static storeOf(table: LogTable): EventStore {
    return table.#store;
  }

  get eventCount(): number {
    return this.#store.eventCount;
  }

  /** Adds events, in any order of time. One whose time is NaN is in no range and is not kept. */
  append(events: Iterable<LogEvent>): void {
    for (const event of events) this.#store.append(event);
  }

  /**
   * Runs a query over the events so far.
   *
   * @returns To the letter what `runQuery` gives for the same events in the order in which they were appended.
   * @throws As `runQuery`.
   */
  run({ query, ...options }: TableRun): QueryResult {
    return runOnStores(query, [this.#store], options);
  }

  /** Lists events by time, those of one time in the order in which they were appended. */
  *events({ startMs = -Infinity, endMs = Infinity }: EventRange = {}): Iterable<LogEvent> {
    for (const { chunk, row } of orderEvents(this.#store.chunks, startMs, endMs)) yield this.#store.eventAt(chunk, row);
  }

  /** Drops the events before a moment, epoch milliseconds. */
  dropBefore(epochMs: number): void {
    this.#store.dropBefore(epochMs);
  }
}

/**
 * Runs one query over the events of several tables, as over those of one that has the events of the first, then those of
 * the second, and so on.
 *
 * @throws As `runQuery`.
 */
export const runOnTables = (
  query: string | ParsedQuery,
  tables: readonly LogTable[],
  options: QueryOptions = {},
): QueryResult => runOnStores(query, tables.map(LogTable.storeOf), options);
