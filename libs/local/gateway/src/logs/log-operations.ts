import { AwsError, pageOf } from '@pulso/world/aws';
import { type LogGroup, readFilterPattern, type StoredLogEvent } from '@pulso/world/logs';
import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { invalidToken, type LogsContext, type LogsOperation } from './logs-context';

/** The most events on a page. */
const maxEventPageSize = 10_000;

/** The most groups or streams on a page, and the default. */
const maxPageSize = 50;

const count = z.int().check(z.minimum(1), z.maximum(maxEventPageSize));

const deleteLogGroup = z.object({ logGroupName: z.string() });
/** What groups and streams have in common. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
const page = {
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(maxPageSize))),
  nextToken: z.optional(z.string()),
};
const describeLogGroups = z.object({ logGroupNamePrefix: z.optional(z.string()), ...page });
const describeLogStreams = z.object({
  logGroupName: z.string(),
  logStreamNamePrefix: z.optional(z.string()),
  orderBy: z.optional(z.enum(['LogStreamName', 'LastEventTime'])),
  descending: z.optional(z.boolean()),
  ...page,
});
const eventRange = {
  logGroupName: z.string(),
  startTime: z.optional(z.int()),
  endTime: z.optional(z.int()),
  startFromHead: z.optional(z.boolean()),
  limit: z.optional(count),
  nextToken: z.optional(z.string()),
};
const filterLogEvents = z.object({
  ...eventRange,
  logStreamNames: z.optional(z.array(z.string())),
  logStreamNamePrefix: z.optional(z.string()),
  filterPattern: z.optional(z.string()),
  /** Has no effect on AWS either; `aws logs tail` sends it. */
  interleaved: z.optional(z.boolean()),
});
const getLogEvents = z.object({ ...eventRange, logStreamName: z.string() });

const invalidCode = 'InvalidParameterException';

/** The operations that show log groups, streams and their events, and that delete a group. */
export const logOperations = {
  DeleteLogGroup: (call, { store }) => {
    store.deleteLogGroup(parseInput(deleteLogGroup, call, invalidCode).logGroupName);
    return {};
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
  DescribeLogGroups: (call, context) => {
    const input = parseInput(describeLogGroups, call, invalidCode);
    const { logGroupNamePrefix = '', limit: size = maxPageSize, nextToken: token } = input;
    const groups = context.store.list().filter(({ name }) => name.startsWith(logGroupNamePrefix));
    const { items, ...next } = pageOf(groups, { size, token }, invalidToken);
    return { logGroups: items.map((group) => describeGroup(group, context)), ...next };
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
  DescribeLogStreams: (call, { store }) => {
    const input = parseInput(describeLogStreams, call, invalidCode);
    const {
      logStreamNamePrefix = '',
      orderBy,
      descending = false,
      limit: size = maxPageSize,
      nextToken: token,
    } = input;
    const group = store.get(input.logGroupName);
    const events = store.eventsOf(group);
    const streams = [...group.streams]
      .filter(([name]) => name.startsWith(logStreamNamePrefix))
      .map(([logStreamName, creationTime]) => {
        const lastEventTimestamp = events.findLast(({ logStream }) => logStream === logStreamName)?.timestamp;
        return { logStreamName, creationTime, lastEventTimestamp };
      });
    const key = orderBy === 'LastEventTime' ? 'lastEventTimestamp' : 'logStreamName';
    const direction = descending ? -1 : 1;
    streams.sort((left, right) => direction * ((left[key] ?? 0) < (right[key] ?? 0) ? -1 : 1));
    const { items, ...next } = pageOf(streams, { size, token }, invalidToken);
    return { logStreams: items, ...next };
  },
  /**
   * Oldest first unless `startFromHead` is false; both ends of the range are inclusive.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
   */
  FilterLogEvents: (call, { store }) => {
    const input = parseInput(filterLogEvents, call, invalidCode);
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
   * Oldest first, by default the last ones; unlike elsewhere `endTime` is exclusive. There are tokens for both directions,
   * also at the ends, where they lead to an empty page.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
   */
  GetLogEvents: (call, { store }) => {
    const input = parseInput(getLogEvents, call, invalidCode);
    const { startTime = 0, endTime = Infinity, limit = maxEventPageSize, startFromHead = false, nextToken } = input;
    const group = store.get(input.logGroupName);
    requireStream(group, input.logStreamName);
    const events = store
      .eventsOf(group, { startMs: startTime, endMs: endTime })
      .filter(({ logStream }) => logStream === input.logStreamName)
      .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime }));
    const [, way = startFromHead ? 'f' : 'b', place] = /^([fb])-(\d{1,9})$/.exec(nextToken ?? '') ?? [];
    if (nextToken !== undefined && place === undefined) throw invalidToken();
    const from = Number(place ?? (startFromHead ? 0 : events.length));
    const [start, end] = way === 'f' ? [from, from + limit] : [Math.max(0, from - limit), from];
    const page = events.slice(start, end);
    return { events: page, nextForwardToken: `f-${start + page.length}`, nextBackwardToken: `b-${start}` };
  },
} satisfies Readonly<Record<string, LogsOperation>>;

/** @throws {AwsError} ResourceNotFoundException. Not retryable. */
function requireStream(group: LogGroup, logStreamName: string): void {
  if (group.streams.has(logStreamName)) return;
  throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/** Events of one time are numbered, so that every event of a group has a stable id. */
function numbered(events: readonly StoredLogEvent[]) {
  let ordinal = 0;
  return events.map(({ logStream, timestamp, message, ingestionTime }, index) => {
    ordinal = timestamp === events[index - 1]?.timestamp ? ordinal + 1 : 1;
    const eventId = String(timestamp).padStart(20, '0') + String(ordinal).padStart(36, '0');
    return { logStreamName: logStream, timestamp, message, ingestionTime, eventId };
  });
}

function describeGroup(group: LogGroup, { store, region, accountId }: LogsContext): object {
  const { name, creationTimeMs, retentionDays } = group;
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: creationTimeMs,
    retentionInDays: retentionDays,
    arn: `${arn}:*`,
    logGroupArn: arn,
    logGroupClass: 'STANDARD',
    storedBytes: store.eventsOf(group).reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
  };
}
