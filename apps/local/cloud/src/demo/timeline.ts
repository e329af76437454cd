import { type ReportContent } from '@pulso/contracts/report-updates';

import { type LogLine, describeLine } from '../log-line';

/** @returns The questions of a report, each once: those with numbers, those with tables, those without an answer. */
export const queryIdsOf = ({ values, tables = [], missing }: ReportContent): string[] => [
  ...new Set([...values, ...tables, ...missing].map(({ queryId }) => queryId)),
];

/**
 * Draws a run's story, as the services' own log lines tell it: a table of the questions, then what happened to the run as
 * a whole.
 *
 * @param queryIds - The questions of the run, in the order in which to show them.
 * @param lines - Also of other runs.
 * @returns Lines; times are seconds since the schedule fired.
 */
export function drawTimeline(
  { runId, queryIds, firedAtMs }: { runId: string; queryIds: readonly string[]; firedAtMs: number },
  lines: readonly LogLine[],
): string[] {
  const run = lines.filter(({ fields }) => fields['runId'] === runId);
  const seconds = (line: LogLine | undefined): string =>
    line ? `+${((line.timestamp - firedAtMs) / 1000).toFixed(2)}` : '-';
  const queued = seconds(firstOf(run, 'run-dispatched'));
  const rows = [
    ['query', 'queued', 'started', 'polls', 'finished', 'outcome'],
    ...queryIds.map((queryId) => {
      const own = run.filter(({ fields }) => fields['queryId'] === queryId);
      const finished = firstOf(own, 'query-finished');
      const polls = own.filter(({ fields }) => fields['event'] === 'query-polled');
      const pollCount = polls.reduce((sum, { fields }) => sum + Number(fields['pollCount']), 0);
      const outcome = finished ? String(finished.fields['reason'] ?? 'success') : 'no answer';
      return [queryId, queued, seconds(firstOf(own, 'query-started')), String(pollCount), seconds(finished), outcome];
    }),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const align = (cell: string, column: number): string =>
    column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const moments = run.flatMap((line): [time: string, text: string][] => {
    const text = describeLine(line.fields);
    return text === undefined ? [] : [[seconds(line), text]];
  });
  const timeWidth = Math.max(0, ...moments.map(([time]) => time.length));
  return [
    ...rows.map((row) => `  ${row.map(align).join('  ')}`.trimEnd()),
    '',
    ...moments.map(([time, text]) => `  ${time.padStart(timeWidth)} s  ${text}`),
  ];
}

const firstOf = (lines: readonly LogLine[], event: string): LogLine | undefined =>
  lines.find(({ fields }) => fields['event'] === event);
