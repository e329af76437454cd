import { MalformedQueryError, type ParsedQuery, parseQuery } from '@pulso/logs-insights';
import * as z from 'zod/mini';

import { AwsError } from '../service';
import { nameFromIdentifier } from './log-group-arn';
import { invalidParameter, logGroupIdentifier, logGroupName, wholeNumber } from './read-input';

const maxLogGroups = 50;

/** Seconds after this, in the year 5138, are milliseconds that somebody forgot to divide. */
const maxEpochSeconds = 100_000_000_000;

const groups = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.array(schema).check(z.minLength(1), z.maxLength(maxLogGroups)));

export const startQueryInput = z.object({
  logGroupName: z.optional(logGroupName),
  logGroupNames: groups(logGroupName),
  logGroupIdentifiers: groups(logGroupIdentifier),
  startTime: z.int().check(z.minimum(0)),
  endTime: z.int().check(z.minimum(0)),
  queryString: z.string().check(z.maxLength(10_000)),
  limit: z.optional(wholeNumber(1, 100_000)),
  queryLanguage: z.optional(z.enum(['CWLI', 'SQL', 'PPL'])),
});

export type StartQueryInput = z.output<typeof startQueryInput>;

/**
 * @returns The names of the log groups to query, each once.
 * @throws {AwsError} InvalidParameterException: not exactly one of the three members names log groups. Not retryable.
 */
export function logGroupsOf(input: StartQueryInput): readonly string[] {
  const { logGroupName: name, logGroupNames: names, logGroupIdentifiers: identifiers } = input;
  const given = [name && [name], names, identifiers?.map(nameFromIdentifier)].filter((list) => list !== undefined);
  const [only] = given;
  if (!only || given.length > 1) {
    throw invalidParameter('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.');
  }
  return [...new Set(only)];
}

/** @throws {AwsError} InvalidParameterException: the range ends before it starts, or is not in seconds. Not retryable. */
export function checkRange({ startTime, endTime }: StartQueryInput): void {
  if (startTime > maxEpochSeconds || endTime > maxEpochSeconds) {
    throw invalidParameter(`startTime and endTime are epoch seconds, got ${startTime} and ${endTime}: milliseconds?`);
  }
  if (endTime < startTime) {
    throw invalidParameter(`Query's end time ${endTime} is before its start time ${startTime}.`);
  }
}

/** @throws {AwsError} MalformedQueryException with the place in the query. Not retryable. */
export function parseQueryString({ queryString, queryLanguage = 'CWLI' }: StartQueryInput): ParsedQuery {
  if (queryLanguage !== 'CWLI') {
    throw new AwsError('MalformedQueryException', `not supported locally: queryLanguage ${queryLanguage}`);
  }
  try {
    return parseQuery(queryString);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const { message, location } = error;
    throw new AwsError('MalformedQueryException', message, { members: { queryCompileError: { location, message } } });
  }
}
