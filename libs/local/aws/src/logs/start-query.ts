import { MalformedQueryError, type ParsedQuery, type SourceReference, parseQuery } from '@pulso/logs-insights';
import * as z from 'zod/mini';

import { AwsError } from '../service';
import { type LogGroup } from './log-store';
import { invalidParameter } from './operation';

const maxLogGroups = 50;

/** Seconds after this, in the year 5138, are milliseconds that the caller forgot to divide. */
const maxEpochSeconds = 100_000_000_000;

export const startQueryInput = z.object({
  logGroupName: z.optional(z.string()),
  logGroupNames: z.optional(z.array(z.string())),
  startTime: z.int(),
  endTime: z.int(),
  queryString: z.string().check(z.maxLength(10_000)),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
});

export type StartQueryInput = z.output<typeof startQueryInput>;

/**
 * @param existing - The names of all log groups, of which `SOURCE` may choose by prefix.
 * @returns The names of the log groups to query, each once.
 * @throws {AwsError} InvalidParameterException: not exactly one of the two members or `SOURCE` names log groups, or they
 * are too many. Not retryable.
 */
export function logGroupsOf(
  input: StartQueryInput,
  { sources }: ParsedQuery,
  existing: readonly string[],
): readonly string[] {
  const { logGroupName: name, logGroupNames: names } = input;
  const sourced = sources.length > 0 ? sources.flatMap((source) => groupsNamedBy(source, existing)) : undefined;
  const given = [name && [name], names, sourced];
  const [only, ...others] = given.filter((list) => list !== undefined);
  if (!only || others.length > 0) {
    throw invalidParameter('Exactly one of logGroupName, logGroupNames and a SOURCE command must name log groups.');
  }
  const distinct = [...new Set(only)];
  if (distinct.length === 0) throw invalidParameter('No log group has a name that SOURCE logGroups(...) chooses.');
  if (distinct.length > maxLogGroups) {
    throw invalidParameter(`A query reads ${maxLogGroups} log groups at most; SOURCE names ${distinct.length}.`);
  }
  return distinct;
}

/** A name is one whether the group exists or not; prefixes stand for those that do. */
const groupsNamedBy = ({ groups }: SourceReference, existing: readonly string[]): readonly string[] =>
  'name' in groups
    ? [groups.name]
    : existing.filter((name) => groups.namePrefixes.some((prefix) => name.startsWith(prefix)));

/** @throws {AwsError} InvalidParameterException: the range ends before it starts, or is not in seconds. Not retryable. */
export function checkRange({ startTime, endTime }: StartQueryInput): void {
  if (startTime > maxEpochSeconds || endTime > maxEpochSeconds) {
    throw invalidParameter(`startTime and endTime are epoch seconds, got ${startTime} and ${endTime}: milliseconds?`);
  }
  if (endTime < startTime) {
    throw invalidParameter(`Query's end time ${endTime} is before its start time ${startTime}.`);
  }
}

const dayMs = 86_400_000;

/**
 * Refuses a range that ends before the log groups were created or before the time that their retention reaches back to.
 *
 * Unverified: the API reference does not mention it, exception and text are as public programs quote them that handle it.
 * Taken from the words: a range is refused if it is out of the reach of every group, and what is in brackets is the query
 * from its first letter to its last. Events that are older than their group, as of the days that are laid into a local
 * cloud, stand for logs that were there all along.
 *
 * @throws {AwsError} MalformedQueryException. Not retryable.
 */
export function checkReach(
  { endTime, queryString }: StartQueryInput,
  groups: readonly LogGroup[],
  nowMs: number,
): void {
  const endMs = (endTime + 1) * 1000;
  if (groups.some((group) => reaches(group, endMs, nowMs))) return;
  throw new AwsError(
    'MalformedQueryException',
    "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention " +
      `settings ([0,${queryString.length}])`,
  );
}

function reaches(
  { creationTimeMs, retentionDays = Infinity, events }: LogGroup,
  endMs: number,
  nowMs: number,
): boolean {
  if (endMs <= nowMs - retentionDays * dayMs) return false;
  if (endMs > creationTimeMs) return true;
  return events.in({ endMs }).length > 0;
}

/** @throws {AwsError} MalformedQueryException with the place in the query. Not retryable. */
export function parseQueryString(queryString: string): ParsedQuery {
  try {
    return parseQuery(queryString);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const { message, location } = error;
    throw new AwsError('MalformedQueryException', message, { members: { queryCompileError: { location, message } } });
  }
}
