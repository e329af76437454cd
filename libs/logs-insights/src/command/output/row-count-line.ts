import { type QueryStatistics } from '../../engine/run-query';

const grouped = (count: number): string => count.toLocaleString('en');
const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** @returns The last line of a table, for example `2 rows · 3 of 4 events matched`. */
export const rowCountLine = (rowCount: number, { recordsMatched, recordsScanned }: QueryStatistics): string =>
  `${counted(rowCount, 'row')} · ${grouped(recordsMatched)} of ${counted(recordsScanned, 'event')} matched`;
