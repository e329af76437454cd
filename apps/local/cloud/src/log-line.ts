/** One structured line of a service's log. */
export interface LogLine {
  /** Epoch ms. */
  readonly timestamp: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads log messages, as CloudWatch Logs has them, for lines of our services: JSON with an `event`.
 *
 * @param events - In any order.
 * @returns In the order of time.
 */
export function readLogLines(events: Iterable<{ readonly timestamp: number; readonly message: string }>): LogLine[] {
  const lines: LogLine[] = [];
  for (const { timestamp, message } of events) {
    const fields = message.includes('"event":') ? readFields(message) : undefined;
    if (fields) lines.push({ timestamp, fields });
  }
  return lines.sort((a, b) => a.timestamp - b.timestamp);
}

/** @returns undefined for text that is no JSON object: Lambda's own lines, and what a library prints. */
export function readFields(message: string): LogLine['fields'] | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** @returns What happened to the run as a whole; undefined for a line about something else, a single question for example. */
export function describeLine(fields: LogLine['fields']): string | undefined {
  switch (fields['event']) {
    case 'run-dispatched':
      return `dispatcher: ${fields['queryCount']} jobs queued`;
    case 'run-opened':
      return `aggregator: run opened, ${fields['queryCount']} answers expected`;
    case 'result-counted':
      return `aggregator: counter at ${fields['counter']} (${fields['queryId']})`;
    case 'run-closed':
      return `aggregator: run closed (${fields['why']}), ${fields['counter']} of ${fields['expectedCount']} answers`;
    case 'report-update-sent':
      return `aggregator: revision ${fields['revision']} sent`;
    case 'progress-shown':
      return `notifier: progress shown (${fields['method']})`;
    case 'report-delivered':
      return `notifier: report delivered (${fields['method']})`;
    default:
      return undefined;
  }
}
