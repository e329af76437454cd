import { dayMs } from '@pulso/kit/time';
import { AwsError, pageOf } from '@pulso/world/aws';
import { randomUUID } from 'node:crypto';

import {
  MalformedQueryError,
  type ParsedQuery,
  parseQuery,
  QueryLimitError,
  type QueryResult,
} from '@pulso/logs-insights';
import { type LogGroup, queryLogGroups, type QueryStatus, type RegisteredQuery } from '@pulso/world/logs';
import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import {
  invalidParameter,
  invalidToken,
  type LogsContext,
  type LogsOperation,
  type RunningQuery,
  type StartedQuery,
} from './logs-context';

const maxLogGroups = 50;

/** Seconds after this, in the year 5138, are milliseconds that the caller forgot to divide. */
const maxEpochSeconds = 100_000_000_000;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html */
const maxQueryPageSize = 1_000;

const startQuery = z.object({
  logGroupName: z.optional(z.string()),
  logGroupNames: z.optional(z.array(z.string())),
  startTime: z.int(),
  endTime: z.int(),
  queryString: z.string().check(z.maxLength(10_000)),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
});
const onQuery = z.object({ queryId: z.string() });
const describeQueries = z.object({
  logGroupName: z.optional(z.string()),
  status: z.optional(z.string()),
  maxResults: z.optional(z.int().check(z.minimum(1), z.maximum(maxQueryPageSize))),
  nextToken: z.optional(z.string()),
});

const invalidCode = 'InvalidParameterException';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const queryOperations = {
  StartQuery: (call, context) => {
    const { queries, clock, courseOf } = context;
    queries.admit('StartQuery');
    const { logGroupName, logGroupNames, limit, ...range } = parseInput(startQuery, call, invalidCode);
    const started = { ...range, logGroupNames: logGroupsOf(logGroupName, logGroupNames) };
    checkRange(started);
    const parsed = parseQueryString(started.queryString);
    checkReach(started, context);
    const running: RunningQuery = { started, parsed, limit };
    const query = queries.start(randomUUID(), running, courseOf(started));
    // The timer stops a jumping clock there, so that the result is that of the moment.
    clock.setTimer(query.endsAtMs, () => resultOf(query, context));
    return { queryId: query.queryId };
  },
  GetQueryResults: (call, context) => {
    const { queries } = context;
    queries.admit('GetQueryResults');
    const query = queries.get(parseInput(onQuery, call, invalidCode).queryId);
    const { rows, statistics, status } = resultOf(query, context);
    const logGroupsScanned = query.about.started.logGroupNames.length;
    return { results: rows, statistics: { ...statistics, logGroupsScanned }, status };
  },
  StopQuery: (call, { queries }) => {
    queries.stop(parseInput(onQuery, call, invalidCode).queryId);
    return { success: true };
  },
  /** Queries of the last seven days, as they were started, the newest first (the order is unverified). */
  DescribeQueries: (call, { queries }) => {
    const input = parseInput(describeQueries, call, invalidCode);
    const { logGroupName, status: wanted, maxResults: size = maxQueryPageSize, nextToken: token } = input;
    const found = queries.list().flatMap((query) => {
      const { queryString, logGroupNames } = query.about.started;
      const status = queries.statusOf(query);
      if (wanted !== undefined && status !== wanted) return [];
      if (logGroupName !== undefined && !logGroupNames.includes(logGroupName)) return [];
      const createTime = Math.floor(query.startedAtMs);
      return [{ queryId: query.queryId, queryString, status, createTime, logGroupName: logGroupNames[0] }];
    });
    const { items, ...next } = pageOf(found, { size, token }, invalidToken);
    return { queries: items, ...next };
  },
} satisfies Readonly<Record<string, LogsOperation>>;

const noResult: QueryResult = { rows: [], statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };

/** The answer and the status of a query at one moment: time goes on while the rows are read. */
interface QueryAnswer extends QueryResult {
  readonly status: QueryStatus;
}

/**
 * The answer of a query now. While it is Running, it has rows over the first half of the events, so that a caller who takes
 * partial rows for an answer gets wrong numbers, as on AWS. A query that makes too many rows has Failed.
 */
function resultOf(query: RegisteredQuery<RunningQuery>, { store, queries, accountId }: LogsContext): QueryAnswer {
  const { about } = query;
  const status = queries.statusOf(query);
  if (about.result) return { ...about.result, status };
  if (status !== 'Running' && status !== 'Complete') return { ...noResult, status };
  const { logGroupNames, startTime, endTime } = about.started;
  // A group can have been deleted since the query was started.
  const groups = logGroupNames.flatMap((name) => (store.has(name) ? [store.get(name)] : []));
  const options = { startTime, endTime, accountId, nowMs: query.startedAtMs, share: status === 'Running' ? 0.5 : 1 };
  try {
    const { limit } = about;
    const result = queryLogGroups(store, groups, about.parsed, { ...options, ...(limit !== undefined && { limit }) });
    if (status === 'Complete') about.result = result;
    return { ...result, status };
  } catch (error) {
    if (!(error instanceof QueryLimitError)) throw error;
    Object.assign(query, { end: 'Failed', endsAtMs: 0 });
    return { ...noResult, status: 'Failed' };
  }
}

/** @throws {AwsError} InvalidParameterException: not exactly one of the two members names log groups, or too many. */
function logGroupsOf(name: string | undefined, names: readonly string[] = []): readonly string[] {
  const given = [...(name === undefined ? [] : [name]), ...names];
  if (given.length === 0 || (name !== undefined && names.length > 0)) {
    throw invalidParameter('Exactly one of logGroupName and logGroupNames must name log groups.');
  }
  if (given.length > maxLogGroups) throw invalidParameter(`A query reads ${maxLogGroups} log groups at most.`);
  return [...new Set(given)];
}

/** @throws {AwsError} InvalidParameterException: the range ends before it starts, or is not in seconds. Not retryable. */
function checkRange({ startTime, endTime }: StartedQuery): void {
  if (startTime > maxEpochSeconds || endTime > maxEpochSeconds) {
    throw invalidParameter(`startTime and endTime are epoch seconds, got ${startTime} and ${endTime}: milliseconds?`);
  }
  if (endTime < startTime) {
    throw invalidParameter(`Query's end time ${endTime} is before its start time ${startTime}.`);
  }
}

/** @throws {AwsError} MalformedQueryException with the place in the query, or InvalidParameterException. Not retryable. */
function parseQueryString(queryString: string): ParsedQuery {
  try {
    const parsed = parseQuery(queryString);
    if (parsed.sources.length === 0) return parsed;
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const { message, location } = error;
    throw new AwsError('MalformedQueryException', message, { members: { queryCompileError: { location, message } } });
  }
  throw invalidParameter('The local cloud does not emulate the command SOURCE in StartQuery: use logGroupNames.');
}

/**
 * Refuses a range that ends before the log groups were created or before their retention begins.
 *
 * Unverified: the API reference does not mention it; exception and text are quoted from public programs that handle it.
 * Inferred from the text: a range is refused if no group reaches back to it, and the brackets hold the whole query. Events
 * that are older than their group, as those of days that are laid into a local cloud, stand for logs that were there all
 * along.
 *
 * @throws {AwsError} MalformedQueryException, or ResourceNotFoundException: a group does not exist. Not retryable.
 */
function checkReach(
  { logGroupNames, endTime, queryString }: StartedQuery,
  { store, clock, accountId }: LogsContext,
): void {
  const missing = logGroupNames.find((name) => !store.has(name));
  if (missing !== undefined) {
    const message = `Log group '${missing}' does not exist for account ID '${accountId}'`;
    throw new AwsError('ResourceNotFoundException', message);
  }
  const endMs = (endTime + 1) * 1000;
  const reaches = (group: LogGroup): boolean => {
    if (endMs <= clock.nowMs() - (group.retentionDays ?? Infinity) * dayMs) return false;
    return endMs > group.creationTimeMs || store.eventsOf(group, { endMs }).length > 0;
  };
  if (logGroupNames.some((name) => reaches(store.get(name)))) return;
  throw new AwsError(
    'MalformedQueryException',
    "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention " +
      `settings ([0,${queryString.length}])`,
  );
}
