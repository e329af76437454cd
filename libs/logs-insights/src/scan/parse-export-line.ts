import { type LogEvent } from '../engine/event-row';

/** @returns The event of a line of an export, or what is wrong with the line. */
export function parseExportLine(line: string): LogEvent | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return 'the line is no JSON';
  }
  if (typeof parsed !== 'object' || parsed === null) return 'the line is no JSON object';
  const { timestamp, message, ingestionTime, logStreamName } = parsed as Record<string, unknown>;
  if (typeof timestamp !== 'number') return 'the event has no timestamp in epoch milliseconds';
  if (typeof message !== 'string') return 'the event has no message';
  return {
    timestamp,
    message,
    ...(typeof ingestionTime === 'number' && { ingestionTime }),
    ...(typeof logStreamName === 'string' && { logStream: logStreamName }),
  };
}
