import * as z from 'zod/mini';

import { pageOf } from '../page-of';
import { AwsError } from '../service';
import { readFilterPattern, type StoredLogEvent } from '@pulso/world/logs';
import { type LogGroup, type LogStream } from './log-store';
import { invalidParameter, logGroupArn, type OperationContext, type Operations, readInput } from './operation';

/** A page of events has as many at most. */
const maxEventPageSize = 10_000;

const count = z.int().check(z.minimum(1), z.maximum(maxEventPageSize));
const epochMs = z.int().check(z.minimum(0));

const deleteLogGroup = z.object({ logGroupName: z.string() });
const describeLogGroups = z.object({ logGroupNamePrefix: z.optional(z.string()), limit: z.optional(count) });
const describeLogStreams = z.object({
  logGroupName: z.string(),
  logStreamNamePrefix: z.optional(z.string()),
  orderBy: z.optional(z.enum(['LogStreamName', 'LastEventTime'])),
  descending: z.optional(z.boolean()),
  limit: z.optional(count),
});
const eventPage = {
  logGroupName: z.string(),
  startTime: z.optional(epochMs),
  endTime: z.optional(epochMs),
  startFromHead: z.optional(z.boolean()),
  limit: z.optional(count),
  nextToken: z.optional(z.string()),
};
const filterLogEvents = z.object({
  ...eventPage,
  logStreamNames: z.optional(z.array(z.string())),
  logStreamNamePrefix: z.optional(z.string()),
  filterPattern: z.optional(z.string()),
  /** Has no effect on AWS either; `aws logs tail` sends it. */
  interleaved: z.optional(z.boolean()),
});
const getLogEvents = z.object({ ...eventPage, logStreamName: z.string() });

/** What tells of log groups, log streams and their events, and what takes a group away. */
export const logOperations = {
  DeleteLogGroup: (call, { store }) => {
    store.deleteLogGroup(readInput(deleteLogGroup, call).logGroupName);
    return {};
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
  DescribeLogGroups: (call, context) => {
    const { logGroupNamePrefix = '', limit } = readInput(describeLogGroups, call);
    const groups = context.store.list().filter(({ name }) => name.startsWith(logGroupNamePrefix));
    return { logGroups: groups.slice(0, limit).map((group) => describeGroup(group, context)) };
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
  DescribeLogStreams: (call, context) => {
    const input = readInput(describeLogStreams, call);
    const { logStreamNamePrefix = '', orderBy, descending = false, limit } = input;
    const group = context.store.get(input.logGroupName);
    const streams = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .map((stream) => describeStream(stream, group, context));
    const key = orderBy === 'LastEventTime' ? 'lastEventTimestamp' : 'logStreamName';
    const direction = descending ? -1 : 1;
    streams.sort((left, right) => direction * ((left[key] ?? 0) < (right[key] ?? 0) ? -1 : 1));
    return { logStreams: streams.slice(0, limit) };
  },
  /**
   * Oldest first unless `startFromHead` is false; both ends of the range are inclusive.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
   */
  FilterLogEvents: (call, { store }) => {
    const input = readInput(filterLogEvents, call);
    const { logStreamNames, logStreamNamePrefix = '', startTime = 0, endTime = Infinity } = input;
    const matches = readFilterPattern(input.filterPattern ?? '');
    const group = store.get(input.logGroupName);
    for (const name of logStreamNames ?? []) requireStream(group, name);
    const isInStream = (name: string): boolean =>
      logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix);
    const events = numbered(store.eventsOf(group, { startMs: startTime, endMs: endTime + 1 })).filter(
      ({ logStreamName, message }) => isInStream(logStreamName) && matches(message),
    );
    if (input.startFromHead === false) events.reverse();
    const { limit: size = maxEventPageSize, nextToken: token } = input;
    const { items, ...next } = pageOf(events, { size, token }, invalidToken);
    return { events: items, searchedLogStreams: [], ...next };
  },
  /**
   * Oldest first, by default the last page; unlike elsewhere `endTime` is exclusive. As on AWS there are always tokens for
   * both directions, and the end is where a token comes back unchanged.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
   */
  GetLogEvents: (call, { store }) => {
    const input = readInput(getLogEvents, call);
    const { startTime = 0, endTime = Infinity, limit = maxEventPageSize, startFromHead, nextToken } = input;
    const group = store.get(input.logGroupName);
    requireStream(group, input.logStreamName);
    const events = store
      .eventsOf(group, { startMs: startTime, endMs: endTime })
      .filter(({ logStream }) => logStream === input.logStreamName);
    const token = nextToken ?? (startFromHead ? 'f/0' : `b/${events.length}`);
    const place = Math.min(placeOf(token), events.length);
    const isForward = token.startsWith('f');
    const start = isForward ? place : Math.max(place - limit, 0);
    const end = isForward ? Math.min(place + limit, events.length) : place;
    return {
      events: events
        .slice(start, end)
        .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${end}`,
      nextBackwardToken: `b/${start}`,
    };
  },
} satisfies Operations;

const invalidToken = (): AwsError => invalidParameter('The specified nextToken is invalid.');

/** @throws {AwsError} InvalidParameterException: a token that is none of ours. Not retryable. */
function placeOf(token: string): number {
  const digits = /^[fb]\/(\d{1,9})$/.exec(token)?.[1];
  if (digits === undefined) throw invalidToken();
  return Number(digits);
}

/** @throws {AwsError} ResourceNotFoundException. Not retryable. */
function requireStream(group: LogGroup, logStreamName: string): void {
  if (group.streams.has(logStreamName)) return;
  throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/** Events of one time are numbered, so that every event of a group has an id that stays. */
function numbered(events: readonly StoredLogEvent[]) {
  let ordinal = 0;
  return events.map(({ logStream, timestamp, message, ingestionTime }, index) => {
    ordinal = timestamp === events[index - 1]?.timestamp ? ordinal + 1 : 1;
    const eventId = String(timestamp).padStart(20, '0') + String(ordinal).padStart(36, '0');
    return { logStreamName: logStream, timestamp, message, ingestionTime, eventId };
  });
}

function describeGroup(group: LogGroup, context: OperationContext): object {
  const { name, creationTimeMs, retentionDays } = group;
  const events = context.store.eventsOf(group);
  return {
    logGroupName: name,
    creationTime: creationTimeMs,
    ...(retentionDays !== undefined && { retentionInDays: retentionDays }),
    metricFilterCount: 0,
    arn: `${logGroupArn(name, context)}:*`,
    logGroupArn: logGroupArn(name, context),
    logGroupClass: 'STANDARD',
    storedBytes: events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
  };
}

function describeStream({ name, creationTimeMs }: LogStream, group: LogGroup, context: OperationContext) {
  const events = context.store.eventsOf(group).filter(({ logStream }) => logStream === name);
  const [first, last] = [events[0], events.at(-1)];
  return {
    logStreamName: name,
    creationTime: creationTimeMs,
    ...(first &&
      last && {
        firstEventTimestamp: first.timestamp,
        lastEventTimestamp: last.timestamp,
        lastIngestionTime: last.ingestionTime,
      }),
    arn: `${logGroupArn(group.name, context)}:log-stream:${name}`,
    storedBytes: 0,
  };
}
