import { type RunTimeline } from './timeline';

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
