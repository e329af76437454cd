import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { streamOf } from './group-operations';
import { logGroupNameOf } from './log-group-arn';
import { type OperationContext } from './operation';
import { eventPageInput, invalidParameter, logStreamName, maxEventPageSize, readInput } from './read-input';

const getLogEvents = z.object({
  ...eventPageInput,
  logStreamName,
});

/**
 * Lists the events of one stream, oldest first, by default its last page; unlike elsewhere `endTime` is exclusive.
 *
 * As on AWS there are always tokens for both directions, and the end is where a token comes back unchanged.
 *
 * @throws {AwsError} ResourceNotFoundException or InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function performGetLogEvents(call: ServiceCall, { store }: OperationContext): object {
  const input = readInput(getLogEvents, call.body);
  const group = store.get(logGroupNameOf(input));
  streamOf(group, input.logStreamName);
  const { startTime = 0, endTime = Infinity, limit = maxEventPageSize } = input;
  const inRange = [...store.eventsOf(group, { startMs: startTime, endMs: endTime })];
  const events = inRange.filter(({ logStream }) => logStream === input.logStreamName);
  const { start, end } = rangeOf(input, limit, events.length);
  return {
    events: events
      .slice(start, end)
      .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

function rangeOf(
  { nextToken, startFromHead = false }: z.output<typeof getLogEvents>,
  limit: number,
  count: number,
): { start: number; end: number } {
  const token = nextToken ?? (startFromHead ? 'f/0' : `b/${count}`);
  const [, direction, digits] = /^([fb])\/(\d{1,9})$/.exec(token) ?? [];
  if (direction === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const place = Math.min(Number(digits), count);
  if (direction === 'f') return { start: place, end: Math.min(place + limit, count) };
  return { start: Math.max(place - limit, 0), end: place };
}
