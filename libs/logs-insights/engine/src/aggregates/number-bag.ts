import { selectByRank } from './select-by-rank';

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
