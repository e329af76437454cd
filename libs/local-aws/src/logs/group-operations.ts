import * as z from 'zod/mini';

import { AwsError } from '../service';
import { type OperationContext, type Operations } from './operation';
import { type LogGroup, type LogStream } from './log-store';
import { paginate } from './paginate';
import { logGroupArn, logGroupNameOf } from './log-group-arn';
import {
  invalidParameter,
  logGroupIdentifier,
  logGroupName,
  logStreamName,
  readInput,
  wholeNumber,
} from './read-input';

const paging = { limit: z.optional(wholeNumber(1, 50)), nextToken: z.optional(z.string()) };
const defaultPageSize = 50;

const createLogGroup = z.object({ logGroupName, logGroupClass: z.optional(z.literal('STANDARD')) });
const createLogStream = z.object({ logGroupName, logStreamName });
const describeLogGroups = z.object({ logGroupNamePrefix: z.optional(logGroupName), ...paging });
const describeLogStreams = z.object({
  logGroupName: z.optional(logGroupName),
  logGroupIdentifier: z.optional(logGroupIdentifier),
  logStreamNamePrefix: z.optional(logStreamName),
  orderBy: z.optional(z.enum(['LogStreamName', 'LastEventTime'])),
  descending: z.optional(z.boolean()),
  ...paging,
});

/** CreateLogGroup, CreateLogStream, DescribeLogGroups, DescribeLogStreams. */
export const groupOperations: Operations = {
  CreateLogGroup: (call, { store }) => {
    const input = readInput(createLogGroup, call.body);
    if (store.has(input.logGroupName)) throw alreadyExists('log group');
    store.createLogGroup(input.logGroupName);
    return {};
  },
  CreateLogStream: (call, { store }) => {
    const input = readInput(createLogStream, call.body);
    if (store.get(input.logGroupName).streams.has(input.logStreamName)) throw alreadyExists('log stream');
    store.createLogStream(input.logGroupName, input.logStreamName);
    return {};
  },
  DescribeLogGroups: (call, context) => {
    const { logGroupNamePrefix = '', limit = defaultPageSize, nextToken } = readInput(describeLogGroups, call.body);
    const groups = context.store.list().filter(({ name }) => name.startsWith(logGroupNamePrefix));
    const { items, ...rest } = paginate(groups, limit, nextToken);
    return { logGroups: items.map((group) => describeGroup(group, context)), ...rest };
  },
  DescribeLogStreams: (call, context) => {
    const input = readInput(describeLogStreams, call.body);
    if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const group = context.store.get(logGroupNameOf(input));
    const streams = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
      .map((stream) => describeStream(stream, group, context));
    const key = input.orderBy === 'LastEventTime' ? 'lastEventTimestamp' : 'logStreamName';
    const direction = input.descending ? -1 : 1;
    streams.sort((left, right) => direction * ((left[key] ?? 0) < (right[key] ?? 0) ? -1 : 1));
    const { items, ...rest } = paginate(streams, input.limit ?? defaultPageSize, input.nextToken);
    return { logStreams: items, ...rest };
  },
};

const alreadyExists = (what: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `The specified ${what} already exists`);

function describeGroup(group: LogGroup, context: OperationContext) {
  const { name, creationTimeMs, retentionDays } = group;
  const events = [...context.store.eventsOf(group)];
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
  const events = [...context.store.eventsOf(group)].filter(({ logStream }) => logStream === name);
  const timestamps = events.map(({ timestamp }) => timestamp);
  const ingestionTime = events.reduce<number | undefined>(
    (last, event) => Math.max(last ?? 0, event.ingestionTime),
    undefined,
  );
  return {
    logStreamName: name,
    creationTime: creationTimeMs,
    ...(ingestionTime !== undefined && {
      firstEventTimestamp: timestamps.reduce((least, timestamp) => Math.min(least, timestamp)),
      lastEventTimestamp: timestamps.reduce((most, timestamp) => Math.max(most, timestamp)),
      lastIngestionTime: ingestionTime,
    }),
    arn: `${logGroupArn(group.name, context)}:log-stream:${name}`,
    storedBytes: 0,
  };
}
