type Rows = readonly (readonly { readonly value: string }[])[];

/** The answer of a completed query: one number, or the rows themselves. */
export type Answer = { readonly type: 'number'; readonly value: number } | { readonly type: 'table' };

/**
 * Tells the kind of an answer by its shape: no row, or one row of one cell, is a number; anything else is a table.
 *
 * So a table question that finds nothing answers 0, and a single row is a table only if it has a second cell: give a
 * table two columns that no record lacks (a missing value has no cell).
 *
 * @param rows - Of a completed query, without `@ptr`.
 * @returns undefined if the number is missing: a cell of text, or `sum`, `avg`, `min`, `max` over nothing, which leave
 *   their cell out.
 */
export function answerOf(rows: Rows): Answer | undefined {
  if (rows.length > 1 || (rows[0]?.length ?? 0) > 1) return { type: 'table' };
  const value = singleNumberOf(rows);
  return value === undefined ? undefined : { type: 'number', value };
}

/**
 * Reads the one number of a counting query.
 *
 * Whether `stats count(*)` over no events gives a row with 0 or no row at all is not documented, so both are 0.
 */
export function singleNumberOf(rows: Rows): number | undefined {
  const [row] = rows;
  if (!row) return 0;
  if (rows.length > 1 || row.length > 1) return undefined;
  const [cell] = row;
  // sum, avg, min and max over nothing leave their cell out: there is no number to show.
  if (!cell || cell.value.trim() === '') return undefined;
  const number = Number(cell.value);
  return Number.isFinite(number) ? number : undefined;
}

/** The code of a question whose query was stopped because it read too much. */
export const tooLargeReason = 'too-large';
