/** @returns How many elements at the front of a sorted list meet the condition; those behind them must not. */
export function countWhile<T>(list: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function insertSorted<T>(list: T[], element: T, compare: (a: T, b: T) => number): void {
  const last = list.at(-1);
  if (last === undefined || compare(last, element) < 0) list.push(element);
  else
    list.splice(
      countWhile(list, (other) => compare(other, element) < 0),
      0,
      element,
    );
}
