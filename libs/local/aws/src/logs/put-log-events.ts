import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { type LogEventInput } from './event-list';
import { streamOf } from './group-operations';
import { type LogGroup } from './log-group';
import { type OperationContext } from './operation';
import { epochMs, invalidParameter, logGroupName, logStreamName, readInput } from './read-input';

/** Bytes of a batch, each event counting 26 more than its message. */
const maxBatchBytes = 1_048_576;
const eventOverheadBytes = 26;
const maxEvents = 10_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const maxSpanMs = dayMs;
const maxFutureMs = 2 * hourMs;
const maxAgeMs = 14 * dayMs;

const putLogEvents = z.object({
  logGroupName,
  logStreamName,
  logEvents: z
    .array(z.object({ timestamp: epochMs, message: z.string().check(z.minLength(1)) }))
    .check(z.minLength(1), z.maxLength(maxEvents)),
});

/**
 * Stores a batch by the rules of PutLogEvents; what is too old or too new is reported and the rest stored.
 *
 * @throws {AwsError} InvalidParameterException: the batch as a whole breaks a rule. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function performPutLogEvents(call: ServiceCall, { store, clock }: OperationContext): object {
  const input = readInput(putLogEvents, call.body);
  const group = store.get(input.logGroupName);
  streamOf(group, input.logStreamName);
  checkBatch(input.logEvents);
  const { accepted, rejected } = sortOut(input.logEvents, group, clock.nowMs());
  if (accepted.length > 0) store.append(input.logGroupName, input.logStreamName, accepted);
  return Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {};
}

function checkBatch(events: readonly LogEventInput[]): void {
  const byteCount = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + eventOverheadBytes, 0);
  if (byteCount > maxBatchBytes) {
    throw invalidParameter(`Upload too large: ${byteCount} bytes exceeds limit of ${maxBatchBytes}`);
  }
  if (events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  const spanMs = (events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0);
  if (spanMs > maxSpanMs) {
    throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
}

/** The events are in order, so that each kind of rejected ones is a piece at one of the ends. */
function sortOut(events: readonly LogEventInput[], { retentionDays }: LogGroup, nowMs: number) {
  const countBefore = (limitMs: number): number => events.filter(({ timestamp }) => timestamp < limitMs).length;
  const expiredCount = retentionDays === undefined ? 0 : countBefore(nowMs - retentionDays * dayMs);
  const tooOldCount = countBefore(nowMs - maxAgeMs);
  const tooNewStart = events.findIndex(({ timestamp }) => timestamp > nowMs + maxFutureMs);
  return {
    accepted: events.slice(Math.max(expiredCount, tooOldCount), tooNewStart < 0 ? undefined : tooNewStart),
    rejected: {
      ...(expiredCount > 0 && { expiredLogEventEndIndex: expiredCount }),
      ...(tooOldCount > 0 && { tooOldLogEventEndIndex: tooOldCount }),
      ...(tooNewStart >= 0 && { tooNewLogEventStartIndex: tooNewStart }),
    },
  };
}
