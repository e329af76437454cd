import { cutText, jsonBytes } from '@pulso/kit/telegram';

import { type ResultRows } from './run-event';

/**
 * How much of a result is sent and stored. A report shows even fewer rows.
 *
 * With `maxBytes` the aggregator can read all results of 1,000 questions in its 256 MB of memory; one event (1 MiB) and
 * one item (400 KB) could hold far more. A row of 20 numbers always fits; of longer cells, as many as fit.
 */
export const resultLimits = {
  maxRows: 100,
  maxCellsPerRow: 20,
  /** UTF-16 units, as is `maxValueLength`. */
  maxFieldLength: 60,
  maxValueLength: 200,
  /** All rows as JSON in UTF-8. */
  maxBytes: 16_384,
} as const;

/** The first rows of a result, and how many more it had. Absent: none. */
export interface BoundedRows {
  readonly rows: ResultRows;
  readonly omittedRowCount?: number;
}

/** One row of GetQueryResults. */
export type Row = readonly ResultRows[number][number][];

/** A key to the raw event in rows that are not aggregated: useless to people. */
const pointerField = '@ptr';

/**
 * Makes the rows of a result small enough to send and store: keeps the first ones, cuts long texts and drops pointers to
 * raw events. A cut cell ends in an ellipsis, so that a long number never becomes a shorter one.
 *
 * @param rows - The first page of GetQueryResults, up to 10,000 rows. Later rows are not counted.
 * @param omittedRowCount - How many rows were left out before.
 * @returns At least one row unless the result is empty or the row exceeds `maxBytes`; within {@link resultLimits}.
 */
export function boundRows(
  rows: readonly Row[],
  omittedRowCount = 0,
  maxBytes: number = resultLimits.maxBytes,
): BoundedRows {
  const kept: ResultRows = [];
  // The brackets, minus the first row's comma.
  let sizeBytes = 1;
  for (const row of rows.slice(0, resultLimits.maxRows)) {
    const bounded = boundRow(row);
    sizeBytes += jsonBytes(bounded) + 1;
    if (sizeBytes > maxBytes) break;
    kept.push(bounded);
  }
  const omitted = omittedRowCount + rows.length - kept.length;
  return { rows: kept, ...(omitted > 0 ? { omittedRowCount: omitted } : {}) };
}

function boundRow(row: Row): ResultRows[number] {
  const cells = row
    .filter(({ field }) => field !== pointerField)
    .slice(0, resultLimits.maxCellsPerRow)
    .map(({ field, value }) => ({
      field: cutText(field, resultLimits.maxFieldLength, '…'),
      value: cutText(value, resultLimits.maxValueLength, '…'),
    }));
  // The brackets of row and result, minus the first cell's comma.
  let sizeBytes = 3;
  return cells.filter((cell) => (sizeBytes += jsonBytes(cell) + 1) <= resultLimits.maxBytes);
}
