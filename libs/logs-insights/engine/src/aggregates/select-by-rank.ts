/** Fewer numbers are sorted. */
const fewNumbers = 32;

/**
 * Finds the number that stands at a place among all when they are sorted, in a time that grows with how many they are.
 *
 * @param numbers - Not empty and without NaN; they are put in another order.
 * @param rank - Counted from 0, less than there are numbers.
 */
export function selectByRank(numbers: Float64Array, rank: number): number {
  let low = 0;
  let high = numbers.length - 1;
  // Numbers that foil the choice of the pivot again and again are sorted after all.
  for (let rounds = 2 * Math.log2(numbers.length); rounds > 0 && high - low > fewNumbers; rounds -= 1) {
    const pivot = middleOf(numbers[low] ?? 0, numbers[(low + high) >>> 1] ?? 0, numbers[high] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((numbers[left] ?? 0) < pivot) left += 1;
      while ((numbers[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const number = numbers[left] ?? 0;
      numbers[left] = numbers[right] ?? 0;
      numbers[right] = number;
      left += 1;
      right -= 1;
    }
    // Between `right` and `left` everything is the pivot.
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return pivot;
  }
  return numbers.subarray(low, high + 1).sort()[rank - low] ?? NaN;
}

const middleOf = (first: number, second: number, third: number): number =>
  Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
