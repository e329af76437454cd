type Rows = readonly (readonly { readonly value: string }[])[];

/** What a completed query says: one number, or the rows themselves. */
export type Answer = { readonly type: 'number'; readonly value: number } | { readonly type: 'table' };

/**
 * Tells what kind of answer a result is, by its shape alone: no row, or one row of one cell, is a number; anything else
 * is a table.
 *
 * So a question that asks for a table and finds nothing answers 0, and one that finds a single row answers a table only if
 * that row has a second cell: let a table have two columns that no record lacks (a missing value has no cell).
 *
 * @param rows - Of a completed query, without `@ptr`.
 * @returns undefined where there should be a number and is none: a cell of text, or `sum`, `avg`, `min`, `max` over
 *   nothing, which leave their cell out.
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

/** The code of a question whose query was stopped, since it read more than it may. */
export const tooLargeReason = 'too-large';
