import * as z from 'zod/mini';

import { AwsError } from '../service';
import { type OperationContext, type Operations } from './operation';
import { type LogGroup, type LogStream } from './log-group';
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

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDaysAllowed = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const createLogGroup = z.object({
  logGroupName,
  logGroupClass: z.optional(z.literal('STANDARD')),
  tags: z.optional(z.record(z.string().check(z.regex(/^.{1,128}$/su)), z.string().check(z.maxLength(256)))),
});
const onLogGroup = z.object({ logGroupName });
const createLogStream = z.object({ logGroupName, logStreamName });
const describeLogGroups = z.object({
  logGroupNamePrefix: z.optional(logGroupName),
  logGroupNamePattern: z.optional(z.string().check(z.regex(/^[.\-_/#A-Za-z0-9]{0,512}$/))),
  logGroupClass: z.optional(z.enum(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'])),
  ...paging,
});
const listTags = z.object({ resourceArn: z.string().check(z.minLength(1), z.maxLength(1011)) });
const putRetentionPolicy = z.object({ logGroupName, retentionInDays: z.literal(retentionDaysAllowed) });

const describeLogStreams = z.object({
  logGroupName: z.optional(logGroupName),
  logGroupIdentifier: z.optional(logGroupIdentifier),
  logStreamNamePrefix: z.optional(logStreamName),
  orderBy: z.optional(z.enum(['LogStreamName', 'LastEventTime'])),
  descending: z.optional(z.boolean()),
  ...paging,
});

/** The operations on log groups and log streams. */
export const groupOperations = {
  CreateLogGroup: (call, { store }) => {
    const input = readInput(createLogGroup, call.body);
    if (store.has(input.logGroupName)) throw alreadyExists('log group');
    store.createLogGroup(input.logGroupName, { tags: input.tags ?? {} });
    return {};
  },
  DeleteLogGroup: (call, { store }) => {
    store.deleteLogGroup(readInput(onLogGroup, call.body).logGroupName);
    return {};
  },
  DeleteLogStream: (call, { store }) => {
    const input = readInput(createLogStream, call.body);
    streamOf(store.get(input.logGroupName), input.logStreamName);
    store.deleteLogStream(input.logGroupName, input.logStreamName);
    return {};
  },
  PutRetentionPolicy: (call, { store }) => {
    const input = readInput(putRetentionPolicy, call.body);
    store.get(input.logGroupName);
    store.createLogGroup(input.logGroupName, { retentionDays: input.retentionInDays });
    return {};
  },
  DeleteRetentionPolicy: (call, { store }) => {
    const input = readInput(onLogGroup, call.body);
    store.get(input.logGroupName);
    store.createLogGroup(input.logGroupName);
    return {};
  },
  ListTagsForResource: (call, { store }) => {
    const { resourceArn } = readInput(listTags, call.body);
    const name = /:log-group:([^:]+)(?::\*)?$/.exec(resourceArn)?.[1];
    if (name === undefined || !store.has(name)) {
      throw new AwsError('ResourceNotFoundException', `Resource with arn: ${resourceArn} does not exist`);
    }
    return { tags: store.get(name).tags };
  },
  CreateLogStream: (call, { store }) => {
    const input = readInput(createLogStream, call.body);
    if (store.get(input.logGroupName).streams.has(input.logStreamName)) throw alreadyExists('log stream');
    store.createLogStream(input.logGroupName, input.logStreamName);
    return {};
  },
  DescribeLogGroups: (call, context) => {
    const input = readInput(describeLogGroups, call.body);
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const { logGroupNamePrefix = '', logGroupNamePattern = '', logGroupClass = 'STANDARD' } = input;
    const groups = context.store
      .list()
      .filter(({ name }) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern));
    const ofClass = logGroupClass === 'STANDARD' ? groups : [];
    const { items, ...rest } = paginate(ofClass, input.limit ?? defaultPageSize, input.nextToken);
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
} satisfies Operations;

/** @throws {AwsError} ResourceNotFoundException. Not retryable. */
export function streamOf(group: LogGroup, logStreamName: string): LogStream {
  const stream = group.streams.get(logStreamName);
  if (stream) return stream;
  throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

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
