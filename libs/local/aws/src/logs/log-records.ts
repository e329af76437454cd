import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { discoverAllFields } from '@pulso/logs-insights';
import { logGroupNameOf } from './log-group-arn';
import { type StoredLogEvent } from './event-list';
import { type OperationContext, type Operations } from './operation';
import { invalidParameter, logGroupIdentifier, logGroupName, readInput } from './read-input';

const minuteMs = 60_000;

const getLogRecord = z.object({
  logRecordPointer: z.string().check(z.minLength(1), z.maxLength(2048)),
  unmask: z.optional(z.boolean()),
});
const getLogGroupFields = z.object({
  logGroupName: z.optional(logGroupName),
  logGroupIdentifier: z.optional(logGroupIdentifier),
  time: z.optional(z.int().check(z.minimum(0))),
});

/** GetLogRecord and GetLogGroupFields: what fields events have. */
export const recordOperations = {
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogRecord.html */
  GetLogRecord: (call: ServiceCall, context: OperationContext) => {
    const { logRecordPointer } = readInput(getLogRecord, call.body);
    const { queryId, pointer } = readRecordPointer(logRecordPointer);
    const event = context.queries.eventAt(queryId, pointer);
    if (!event) throw invalidPointer();
    return { logRecord: { ...Object.fromEntries(fieldsOf(event, context)), '@ptr': logRecordPointer } };
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogGroupFields.html */
  GetLogGroupFields: (call: ServiceCall, context: OperationContext) => {
    const input = readInput(getLogGroupFields, call.body);
    const group = context.store.get(logGroupNameOf(input));
    const counts = new Map<string, number>();
    let eventCount = 0;
    for (const event of context.store.eventsOf(group, searchedRange(input.time, context.clock.nowMs()))) {
      eventCount += 1;
      for (const name of fieldsOf(event, context).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const logGroupFields = [...counts].map(([name, count]) => ({
      name,
      percent: Math.round((count / eventCount) * 100),
    }));
    return { logGroupFields: logGroupFields.sort((left, right) => right.percent - left.percent) };
  },
} satisfies Operations;

/**
 * Makes the `@ptr` that GetQueryResults shows: opaque on AWS, here the query and the engine's own pointer, which only means
 * something together.
 */
export const recordPointer = (queryId: string, pointer: string): string =>
  Buffer.from(`${queryId} ${pointer}`).toString('base64');

/** @throws {AwsError} InvalidParameterException: no pointer of ours. Not retryable. */
function readRecordPointer(text: string): { readonly queryId: string; readonly pointer: string } {
  const [queryId, pointer, ...rest] = Buffer.from(text, 'base64').toString('utf8').split(' ');
  if (queryId !== undefined && pointer !== undefined && rest.length === 0) return { queryId, pointer };
  throw invalidPointer();
}

const invalidPointer = (): Error => invalidParameter('The specified logRecordPointer is invalid.');

/** Eight minutes before and after a time, epoch seconds; without one the last fifteen minutes. */
function searchedRange(timeSeconds: number | undefined, nowMs: number): { startMs: number; endMs: number } {
  if (timeSeconds === undefined) return { startMs: nowMs - 15 * minuteMs, endMs: nowMs + 1 };
  const centreMs = timeSeconds * 1000;
  return { startMs: centreMs - 8 * minuteMs, endMs: centreMs + 8 * minuteMs + 1 };
}

/** Times as epoch milliseconds (unverified). */
const fieldsOf = (event: StoredLogEvent, { accountId }: OperationContext): ReadonlyMap<string, string> =>
  new Map([
    ['@message', event.message],
    ['@timestamp', String(event.timestamp)],
    ['@ingestionTime', String(event.ingestionTime)],
    ['@logStream', event.logStream],
    ['@log', `${accountId}:${event.logGroupName}`],
    ...discoverAllFields(event.message),
  ]);
