import { type LogEvent } from '../execution/event-row';
import { cutToWidth, escapeControls } from '../terminal-text';
import { isInstant, readIsoDate } from './read-instant';

/** @returns The event of one line of an export, or what is wrong with the line as the end of a sentence. */
export function parseExportLine(line: string): LogEvent | string {
  const parsed = parseAnyJson(line);
  return 'problem' in parsed ? parsed.problem : toLogEvent(parsed.value);
}

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

const maxReasonWidth = 80;

/** @returns The value, or why the text is no JSON as the end of a sentence. */
export function parseAnyJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The reason quotes the text, which may come from anywhere.
    const reason = String(error instanceof Error ? error.message : error)
      .replace(/ in JSON at/, ' at')
      .replace(/\s*\(line.*$/, '');
    return { problem: `is no JSON: ${cutToWidth(escapeControls(reason), maxReasonWidth)}` };
  }
}

/** @returns Whether a parsed JSON value is an object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
