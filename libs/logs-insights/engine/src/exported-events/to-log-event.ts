import { type LogEvent } from '../execution/event-row';
import { isRecord } from './is-record';
import { isInstant, readIsoDate } from './read-instant';

/** What the events of one document have in common. */
export interface EventOrigin {
  readonly logGroupName?: string;
  readonly logStream?: string;
}

/**
 * Reads one exported event.
 *
 * @param value - What `aws logs filter-log-events` and `get-log-events` have in `events`, with `timestamp` and `message`
 * (others are optional, in any order); or the same with `@timestamp` and `@message`, as query results have them.
 * @returns The event, or what is wrong with it as the end of a sentence.
 */
export function toLogEvent(value: unknown, origin: EventOrigin = {}): LogEvent | string {
  if (!isRecord(value)) return 'is no JSON object';
  const message = value['message'] ?? value['@message'];
  if (typeof message !== 'string') return message === undefined ? 'has no message' : 'has a message that is no text';
  const written = value['timestamp'] ?? value['@timestamp'];
  const timestamp = milliseconds(written);
  if (timestamp === undefined) {
    return written === undefined ? 'has no timestamp' : 'has a timestamp that is neither epoch milliseconds nor a date';
  }
  const ingestionTime = milliseconds(value['ingestionTime'] ?? value['@ingestionTime']);
  const logStream = textOf(value['logStreamName'] ?? value['@logStream']) ?? origin.logStream;
  const logGroupName = textOf(value['logGroupName'] ?? value['@log']) ?? origin.logGroupName;
  return {
    timestamp,
    message,
    ...(ingestionTime !== undefined && { ingestionTime }),
    ...(logStream !== undefined && { logStream }),
    ...(logGroupName !== undefined && { logGroupName }),
  };
}

function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') return isInstant(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return milliseconds(Number(value));
  const date = readIsoDate(value);
  return date?.length === value.length ? date.epochMs : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
