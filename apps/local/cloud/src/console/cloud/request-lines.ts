import { type LogLine } from '@pulso/console-api';
import { type StoredLogEvent } from '@pulso/local-aws';

/**
 * Finds out which request each line of a function's log belongs to. A line that names none belongs to the one on which
 * its environment, and so its log stream, works.
 *
 * @param events - Of one log group, in the order in which they were written.
 */
export function requestLines(
  events: readonly Pick<StoredLogEvent, 'logStream' | 'message' | 'timestamp'>[],
): LogLine[] {
  const openRequests = new Map<string, string>();
  return events.map(({ timestamp, message, logStream }) => {
    const { type, requestId: named } = readLine(message);
    if (type === 'platform.start' && named !== undefined) openRequests.set(logStream, named);
    const requestId = named ?? openRequests.get(logStream);
    if (type === 'platform.report') openRequests.delete(logStream);
    return { atMs: timestamp, message, ...(requestId !== undefined && { requestId }) };
  });
}

function readLine(message: string): { readonly type?: unknown; readonly requestId?: string | undefined } {
  try {
    const { type, record, requestId } = Object(JSON.parse(message)) as Readonly<Record<string, unknown>>;
    const named = (Object(record) as Readonly<Record<string, unknown>>)['requestId'] ?? requestId;
    return { type, requestId: typeof named === 'string' ? named : undefined };
  } catch {
    return {};
  }
}
