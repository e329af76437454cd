import { type ParsedQuery, type QueryOptions, type QueryResult, runQuery } from '@pulso/logs-insights';

import { type LogGroup, type LogStore } from './log-store';

/** A query that was accepted, for hooks that decide how long it takes and how it ends. */
export interface StartedQuery {
  readonly queryId: string;
  /** 1 for the first query of the service, 2 for the next. */
  readonly ordinal: number;
  readonly queryString: string;
  readonly logGroupNames: readonly string[];
  /** Epoch seconds, inclusive. */
  readonly startTime: number;
  /** Epoch seconds, inclusive. */
  readonly endTime: number;
  /** Who started it: a function's name, or `administrator`. */
  readonly principal: string;
}

export interface QueryToRun {
  readonly description: StartedQuery;
  readonly parsed: ParsedQuery;
  readonly limit?: number;
}

/** A query that was started. */
export interface RunningQuery extends QueryToRun {
  /** Epoch ms. */
  readonly startedAtMs: number;
}

/** What queries read. */
export interface QueryData {
  readonly store: LogStore;
  readonly accountId: string;
}

/**
 * Runs a query over the events of log groups that can be found by now, at once.
 *
 * @param options - Events outside its range of time cost nothing.
 * @throws {QueryLimitError} The query makes more rows than may be held. Not retryable with the same events.
 */
export function queryLogGroups(
  store: LogStore,
  groups: readonly LogGroup[],
  query: ParsedQuery,
  options: QueryOptions = {},
): QueryResult {
  const { startTime = -Infinity, endTime = Infinity } = options;
  const range = { startMs: startTime * 1000, endMs: (endTime + 1) * 1000 };
  return runQuery({ ...options, query, events: groups.flatMap((group) => store.eventsOf(group, range)) });
}

/** Runs a query on the events of this moment. @throws {QueryLimitError} It makes more rows than may be held. */
export function runWhole(query: RunningQuery, data: QueryData): QueryResult {
  return queryLogGroups(data.store, groupsOf(query, data), query.parsed, optionsOf(query, data));
}

/** The same on the first half of the events, as a query that still runs. @throws {QueryLimitError} As above. */
export function runOnFirstHalf(query: RunningQuery, data: QueryData): QueryResult {
  const { startTime, endTime } = query.description;
  const range = { startMs: startTime * 1000, endMs: (endTime + 1) * 1000 };
  const events = groupsOf(query, data).flatMap((group) => data.store.eventsOf(group, range));
  const half = events.slice(0, Math.ceil(events.length / 2));
  return runQuery({ query: query.parsed, events: half, ...optionsOf(query, data) });
}

/** A group can have been deleted since the query was started. */
function groupsOf({ description }: RunningQuery, { store }: QueryData): readonly LogGroup[] {
  return description.logGroupNames.filter((name) => store.has(name)).map((name) => store.get(name));
}

function optionsOf({ description, limit, startedAtMs }: RunningQuery, { accountId }: QueryData): QueryOptions {
  return {
    startTime: description.startTime,
    endTime: description.endTime,
    accountId,
    nowMs: startedAtMs,
    ...(limit !== undefined && { limit }),
  };
}
