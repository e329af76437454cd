import { type Value, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/** Products of doubles can be a little larger than they should, and the rank would be the next one. */
const roundingTolerance = 1e-15;

/**
 * Gives the value at a percentile by nearest rank: one that occurs, never one between two. Exact, and so it keeps every
 * different number.
 */
export class Percentile implements Accumulator {
  readonly #percent: number;
  readonly #numbers = new NumberBag();

  /** @param percent - From 0, the smallest number, to 100, the largest. */
  constructor(percent: number) {
    this.#percent = percent;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number !== undefined) this.#numbers.add(number);
  }

  /** @returns 0 when nothing is numeric, as AWS shows. */
  result(): Value {
    const { count } = this.#numbers;
    if (count === 0) return 0;
    const rank = Math.ceil(((this.#percent * count) / 100) * (1 - roundingTolerance));
    return this.#numbers.at(Math.max(rank, 1) - 1);
  }
}

const firstCapacity = 16;

/** So many numbers are kept as they come; then each different one is kept once. */
const maxRecent = 65_536;

/**
 * Numbers in no order, with repetitions. Its memory grows with how many different ones there are: 16 bytes for each, and
 * half a megabyte for those that came last.
 */
export class NumberBag {
  #recent = new Float64Array(firstCapacity);
  #recentCount = 0;
  /** Ascending, each once. */
  #values = new Float64Array(0);
  /** How often each of `values` came. */
  #counts = new Float64Array(0);
  /** How many numbers there are, repetitions counted. */
  count = 0;

  /** @param number - Not NaN. */
  add(number: number): void {
    if (this.#recentCount === this.#recent.length) this.#makeRoom();
    this.#recent[this.#recentCount] = number;
    this.#recentCount += 1;
    this.count += 1;
  }

  /** @param rank - Counted from 0, less than `count`. @returns The number at that place when all are sorted. */
  at(rank: number): number {
    if (this.#values.length === 0) return selectByRank(this.#recent.subarray(0, this.#recentCount), rank);
    this.#compact();
    let before = 0;
    for (let index = 0; index < this.#values.length; index += 1) {
      before += this.#counts[index] ?? 0;
      if (before > rank) return this.#values[index] ?? NaN;
    }
    return NaN;
  }

  #makeRoom(): void {
    if (this.#recentCount === maxRecent) return this.#compact();
    const larger = new Float64Array(this.#recentCount * 2);
    larger.set(this.#recent);
    this.#recent = larger;
  }

  /** Merges the numbers that came last into the sorted ones. */
  #compact(): void {
    const recent = this.#recent.subarray(0, this.#recentCount).sort();
    const values = new Float64Array(this.#values.length + recent.length);
    const counts = new Float64Array(values.length);
    let length = 0;
    let old = 0;
    const put = (value: number, count: number): void => {
      if (length > 0 && values[length - 1] === value) counts[length - 1] = (counts[length - 1] ?? 0) + count;
      else {
        values[length] = value;
        counts[length] = count;
        length += 1;
      }
    };
    for (const value of recent) {
      for (; old < this.#values.length && (this.#values[old] ?? 0) <= value; old += 1) {
        put(this.#values[old] ?? 0, this.#counts[old] ?? 0);
      }
      put(value, 1);
    }
    for (; old < this.#values.length; old += 1) put(this.#values[old] ?? 0, this.#counts[old] ?? 0);
    this.#values = values.slice(0, length);
    this.#counts = counts.slice(0, length);
    this.#recentCount = 0;
  }
}

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
