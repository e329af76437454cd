/** Where rows begin: pixels from the top of the first one, and in the end where the last one ends. */
export type RowTops = readonly number[];

/** @param heights - Of all rows, pixels. */
export function rowTops(heights: readonly number[]): RowTops {
  const tops = [0];
  let at = 0;
  for (const height of heights) tops.push((at += height));
  return tops;
}

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
 * @param view - What is seen of the rows, pixels, and how far around it rows are rendered.
 */
export function rowWindow(
  tops: RowTops,
  { top, height, margin }: { readonly top: number; readonly height: number; readonly margin: number },
): RowWindow {
  const count = tops.length - 1;
  const first = rowAt(tops, top - margin);
  const end = Math.min(count, rowAt(tops, top + height + margin) + 1);
  return { first, end, before: tops[first] ?? 0, after: (tops[count] ?? 0) - (tops[end] ?? 0) };
}

/** @returns The row at a place, the first or the last one for a place outside; 0 when there is none. */
export function rowAt(tops: RowTops, place: number): number {
  let [low, high] = [0, Math.max(tops.length - 2, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
