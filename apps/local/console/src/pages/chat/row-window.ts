/** @param heights - Of all rows, pixels. @returns Where each row begins, and in the end where the last one ends. */
export function rowTops(heights: readonly number[]): readonly number[] {
  const tops = [0];
  let at = 0;
  for (const height of heights) tops.push((at += height));
  return tops;
}

/** @returns The row at a place, the first or the last one for a place outside; 0 when there is none. */
export function rowAt(tops: readonly number[], place: number): number {
  let [low, high] = [0, Math.max(tops.length - 2, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
