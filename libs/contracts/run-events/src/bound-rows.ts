import { cutText, jsonBytes } from '@pulso/kit/telegram';

import { type ResultRows } from './run-event';

/**
 * How much of a result travels and is kept. A report shows fewer rows still.
 *
 * With `maxBytes` the aggregator can read all results of 1,000 questions in its 256 MB of memory; one event (1 MiB) and
 * one item (400 KB) would take far more. The lengths are such that a row of 20 numbers always fits, and of longer cells as
 * many as there is room for.
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

/** The first rows of a result, and how many it had besides. Absent: none. */
export interface BoundedRows {
  readonly rows: ResultRows;
  readonly omittedRowCount?: number;
}

/** One row as GetQueryResults gives it. */
export type Row = readonly ResultRows[number][number][];

/** In rows that are not aggregated: a key to the raw event, which says nothing to people. */
const pointerField = '@ptr';

/**
 * Makes the rows of a result small enough to be sent and stored: keeps the first ones, cuts long texts and drops pointers
 * to raw events. A cut cell ends in an ellipsis, so that a long number never becomes a shorter one.
 *
 * @param rows - As GetQueryResults gives them: the first page, which has up to 10,000 rows. Rows beyond it are not
 *   counted.
 * @param omittedRowCount - How many rows were left out before.
 * @returns At least one row unless there was none or `maxBytes` has no room for it; within {@link resultLimits}.
 */
export function boundRows(
  rows: readonly Row[],
  omittedRowCount = 0,
  maxBytes: number = resultLimits.maxBytes,
): BoundedRows {
  const kept: ResultRows = [];
  // The brackets, less the comma that the first row does not need.
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
  // The brackets of the row and of the result, less the comma that the first cell does not need.
  let sizeBytes = 3;
  return cells.filter((cell) => (sizeBytes += jsonBytes(cell) + 1) <= resultLimits.maxBytes);
}
