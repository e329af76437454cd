import { type QueryStatistics } from '../../engine/run-query';
import { type InputTotals } from '../input/read-inputs';
import { megabytes } from './progress-bar';

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
  const rate = megabytes(totals.byteCount / Math.max(seconds, 0.001));
  const count = (value: number): string => value.toLocaleString('en');
  const rows = [
    ['events read', count(totals.eventCount)],
    ['events scanned', `${count(statistics.recordsScanned)} in the range of time`],
    ['events matched', count(statistics.recordsMatched)],
    ['bytes read', count(totals.byteCount)],
    ['bytes scanned', `${count(statistics.bytesScanned)} of messages`],
    ['lines skipped', count(skippedCount)],
    ['time', `${seconds.toFixed(2)} s, ${rate} MB/s`],
  ] as const;
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}\n`).join('');
}
