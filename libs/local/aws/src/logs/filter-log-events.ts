import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { streamOf } from './group-operations';
import { logGroupNameOf } from './log-group-arn';
import { type StoredLogEvent } from './event-list';
import { type OperationContext } from './operation';
import { readFilterPattern } from './filter-pattern/read-filter-pattern';
import { paginate, startOf } from './paginate';
import { eventPageInput, invalidParameter, logStreamName, maxEventPageSize, readInput } from './read-input';

const filterLogEvents = z.object({
  ...eventPageInput,
  logStreamNames: z.optional(z.array(logStreamName).check(z.minLength(1), z.maxLength(100))),
  logStreamNamePrefix: z.optional(logStreamName),
  filterPattern: z.optional(z.string()),
});

/** A page has as many bytes at most. */
const maxPageBytes = 1_048_576;

/**
 * Lists events, oldest first unless `startFromHead` is false; both ends of the range are inclusive, in milliseconds.
 *
 * @throws {AwsError} InvalidParameterException, or ResourceNotFoundException for the group or any of the streams. Not
 *   retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function performFilterLogEvents(call: ServiceCall, { store }: OperationContext): object {
  const input = readInput(filterLogEvents, call.body);
  const { matches } = readFilterPattern(input.filterPattern ?? '');
  if (input.logStreamNames && input.logStreamNamePrefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix cannot both be specified.');
  }
  const {
    startTime = 0,
    endTime = Infinity,
    logStreamNames,
    logStreamNamePrefix = '',
    limit = maxEventPageSize,
  } = input;
  const isInStream = (name: string): boolean => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix);
  const group = store.get(logGroupNameOf(input));
  for (const name of logStreamNames ?? []) streamOf(group, name);
  const inRange = store.eventsOf(group, { startMs: startTime, endMs: endTime + 1 });
  const events = numbered(inRange).filter(({ logStream, message }) => isInStream(logStream) && matches(message));
  if (input.startFromHead === false) events.reverse();
  const start = startOf(input.nextToken);
  const { items, ...rest } = paginate(events, pageSizeAt(start, events, limit), input.nextToken);
  return { events: items.map(describe), searchedLogStreams: [], ...rest };
}

function pageSizeAt(start: number, events: readonly StoredLogEvent[], limit: number): number {
  let byteCount = 0;
  for (let index = start; index < Math.min(start + limit, events.length); index += 1) {
    byteCount += Buffer.byteLength(events[index]?.message ?? '');
    if (byteCount > maxPageBytes) return Math.max(index - start, 1);
  }
  return limit;
}

/** Events of one time are numbered, so that every event of a group has an id that stays. */
function numbered(events: Iterable<StoredLogEvent>): (StoredLogEvent & { ordinal: number })[] {
  let last = { timestamp: NaN, ordinal: 0 };
  return [...events].map((event) => {
    last = { timestamp: event.timestamp, ordinal: event.timestamp === last.timestamp ? last.ordinal + 1 : 1 };
    return { ...event, ordinal: last.ordinal };
  });
}

const describe = ({ logStream, timestamp, message, ingestionTime, ordinal }: StoredLogEvent & { ordinal: number }) => ({
  logStreamName: logStream,
  timestamp,
  message,
  ingestionTime,
  eventId: String(timestamp).padStart(20, '0') + String(ordinal).padStart(36, '0'),
});
