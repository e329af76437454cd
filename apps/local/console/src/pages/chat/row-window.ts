/** The part of a list that is rendered. */
export interface RowWindow {
  /** The first row, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** The space of the rows before and behind, pixels. */
  readonly before: number;
  readonly after: number;
}

/**
 * Chooses the rows that are in view or near it.
 *
 * @param heights - Of all rows, pixels.
 * @param view - What is seen of them, pixels from the top of the first row, and how far around it rows are rendered.
 */
export function rowWindow(
  heights: readonly number[],
  { top, height, margin }: { readonly top: number; readonly height: number; readonly margin: number },
): RowWindow {
  let [first, end, before, after, at] = [-1, 0, 0, 0, 0];
  for (const [index, rowHeight] of heights.entries()) {
    const isNear = at + rowHeight >= top - margin && at <= top + height + margin;
    if (isNear && first === -1) first = index;
    if (isNear) end = index + 1;
    else if (first === -1) before += rowHeight;
    else after += rowHeight;
    at += rowHeight;
  }
  return { first: Math.max(first, 0), end, before: first === -1 ? 0 : before, after: first === -1 ? before : after };
}

/** @returns Where a row begins, pixels from the top of the first one. */
export const topOf = (heights: readonly number[], row: number): number =>
  heights.slice(0, row).reduce((sum, height) => sum + height, 0);
