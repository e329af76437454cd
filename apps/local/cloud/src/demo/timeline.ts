import { type ReportContent } from '@pulso/contracts/report-updates';

import { type LogLine, describeLine } from '../log-line';

/** What happened when in one run, as the services' own log lines tell it. */
interface RunTimeline {
  readonly runId: string;
  /** In the order in which the caller names them. */
  readonly queries: readonly QueryTimeline[];
  readonly moments: readonly { readonly atMs: number; readonly text: string }[];
}

interface QueryTimeline {
  readonly queryId: string;
  readonly queuedAtMs?: number;
  readonly startedAtMs?: number;
  readonly pollCount: number;
  readonly finishedAtMs?: number;
  /** The reason's code, if it failed. */
  readonly failure?: string;
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
      const text = describeLine(fields);
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
    ...(finished ? { finishedAtMs: finished.timestamp } : {}),
    ...(typeof failure === 'string' ? { failure } : {}),
  };
}

const firstOf = (lines: readonly LogLine[], event: string): LogLine | undefined =>
  lines.find(({ fields }) => fields['event'] === event);

/**
 * Draws a run's timeline as text: a table of the questions, then what happened to the run as a whole.
 *
 * @returns Lines; times are seconds since the schedule fired.
 */
export function renderTimeline({ queries, moments }: RunTimeline, firedAtMs: number): string[] {
  const seconds = (atMs: number | undefined): string =>
    atMs === undefined ? '-' : `+${((atMs - firedAtMs) / 1000).toFixed(2)}`;
  const rows = [
    ['query', 'queued', 'started', 'polls', 'finished', 'outcome'],
    ...queries.map(({ queryId, queuedAtMs, startedAtMs, pollCount, finishedAtMs, failure }) => [
      queryId,
      seconds(queuedAtMs),
      seconds(startedAtMs),
      String(pollCount),
      seconds(finishedAtMs),
      failure ?? (finishedAtMs === undefined ? 'no answer' : 'success'),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const align = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width);
  };
  const timeWidth = Math.max(0, ...moments.map(({ atMs }) => seconds(atMs).length));
  return [
    ...rows.map((row) => `  ${row.map(align).join('  ')}`.trimEnd()),
    '',
    ...moments.map(({ atMs, text }) => `  ${seconds(atMs).padStart(timeWidth)} s  ${text}`),
  ];
}
