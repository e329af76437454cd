import { type QueryStatistics } from '../../../engine/src/execution/query-options';
import { type InputTotals } from '../input/read-inputs';
import { formatCount, formatMegabytes } from './format-count';

/** What there is to tell about a run. */
export interface RunFigures {
  readonly totals: InputTotals;
  readonly statistics: QueryStatistics;
  readonly skippedCount: number;
  readonly durationMs: number;
}

/** @returns What `--stats` prints: what was read, how much of it counted, and how fast. */
export function showStats({ totals, statistics, skippedCount, durationMs }: RunFigures): string {
  const seconds = durationMs / 1000;
  const rate = formatMegabytes(totals.byteCount / Math.max(seconds, 0.001));
  const rows = [
    ['events scanned', formatCount(statistics.recordsScanned)],
    ['events matched', formatCount(statistics.recordsMatched)],
    ['bytes read', formatCount(totals.byteCount)],
    ['bytes scanned', formatCount(statistics.bytesScanned)],
    ['lines skipped', formatCount(skippedCount)],
    ['time', `${seconds.toFixed(2)} s, ${rate} MB/s`],
  ] as const;
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}\n`).join('');
}
