import { type ReportContent } from '@pulso/contracts/report-updates';

/** One structured line of a service's log. */
export interface LogLine {
  /** Epoch ms. */
  readonly timestamp: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What happened when in one run, as the services' own log lines tell it. */
export interface RunTimeline {
  readonly runId: string;
  /** In the order in which the caller names them. */
  readonly queries: readonly QueryTimeline[];
  readonly moments: readonly { readonly atMs: number; readonly text: string }[];
}

export interface QueryTimeline {
  readonly queryId: string;
  readonly queuedAtMs?: number;
  readonly startedAtMs?: number;
  readonly pollCount: number;
  readonly requeueCount: number;
  readonly finishedAtMs?: number;
  /** The reason's code, if it failed. */
  readonly failure?: string;
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
    const fields = message.includes('"event":') ? parseObject(message) : undefined;
    if (fields) lines.push({ timestamp, fields });
  }
  return lines.sort((a, b) => a.timestamp - b.timestamp);
}

/** @returns undefined for text that is no JSON object: Lambda's own lines, and what a library prints. */
function parseObject(message: string): LogLine['fields'] | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** @returns The questions of a report, each once: those with numbers, those with tables, those without an answer. */
export const queryIdsOf = ({ values, tables = [], missing }: ReportContent): string[] => [
  ...new Set([...values, ...tables, ...missing].map(({ queryId }) => queryId)),
];

/**
 * Tells a run's story from the services' log lines.
 *
 * @param queryIds - The questions of the run, in the order in which to show them.
 */
export function timelineOf(runId: string, queryIds: readonly string[], lines: readonly LogLine[]): RunTimeline {
  const own = lines.filter(({ fields }) => fields['runId'] === runId);
  const queuedAtMs = firstOf(own, 'run-dispatched')?.timestamp;
  return {
    runId,
    queries: queryIds.map((queryId) => queryTimelineOf(queryId, own, queuedAtMs)),
    moments: own.flatMap(({ timestamp, fields }) => {
      const text = describe(fields);
      return text === undefined ? [] : [{ atMs: timestamp, text }];
    }),
  };
}

function queryTimelineOf(queryId: string, run: readonly LogLine[], queuedAtMs: number | undefined): QueryTimeline {
  const own = run.filter(({ fields }) => fields['queryId'] === queryId);
  const [started, finished] = [firstOf(own, 'query-started'), firstOf(own, 'query-finished')];
  const polls = own.filter(({ fields }) => fields['event'] === 'query-polled');
  const failure = finished?.fields['reason'];
  return {
    queryId,
    ...(queuedAtMs === undefined ? {} : { queuedAtMs }),
    ...(started ? { startedAtMs: started.timestamp } : {}),
    pollCount: polls.reduce((sum, { fields }) => sum + Number(fields['pollCount']), 0),
    requeueCount: own.filter(({ fields }) => fields['event'] === 'query-requeued').length,
    ...(finished ? { finishedAtMs: finished.timestamp } : {}),
    ...(typeof failure === 'string' ? { failure } : {}),
  };
}

const firstOf = (lines: readonly LogLine[], event: string): LogLine | undefined =>
  lines.find(({ fields }) => fields['event'] === event);

/** The lines that belong to the run as a whole; those of single questions have a table of their own. */
function describe(fields: LogLine['fields']): string | undefined {
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
