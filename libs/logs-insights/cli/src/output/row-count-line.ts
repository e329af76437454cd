import { type QueryStatistics } from '../../../engine/src/execution/query-options';
import { counted, formatCount } from './format-count';

/** @returns The last line of a table, for example `2 rows · 3 of 4 events matched`. */
export const rowCountLine = (rowCount: number, { recordsMatched, recordsScanned }: QueryStatistics): string =>
  `${counted(rowCount, 'row')} · ${formatCount(recordsMatched)} of ${counted(recordsScanned, 'event')} matched`;
