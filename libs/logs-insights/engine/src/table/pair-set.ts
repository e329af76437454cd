import { grownTo } from './grow-array';
import { PairIds } from './pair-ids';

/** As many pairs have a bit each, in 4 MB; where there could be more, those that occur are kept one by one. */
const maxBits = 2 ** 25;

const bitsPerWord = 32;

/** A set of pairs of small numbers. */
export class PairSet {
  #bits = new Uint32Array(0);
  /** How many words the bits of one left number take. */
  #wordCount = 0;
  #leftCount = 0;
  #pairs: PairIds | undefined;

  /**
   * Makes room for pairs of a left number less than `leftCount` and a right one less than `rightCount`.
   *
   * @returns Whether adding takes next to no time, and little memory.
   */
  reserve(leftCount: number, rightCount: number): boolean {
    if (this.#pairs) return false;
    const neededWords = Math.ceil(rightCount / bitsPerWord);
    const wordCount = neededWords > this.#wordCount ? neededWords * 2 : this.#wordCount;
    if (leftCount * wordCount * bitsPerWord > maxBits) {
      this.#pairs = this.#listed();
      return false;
    }
    if (wordCount > this.#wordCount) this.#widen(wordCount, leftCount);
    this.#bits = grownTo(this.#bits, leftCount * wordCount);
    this.#leftCount = leftCount;
    return true;
  }

  /** @returns Whether the pair was not in the set before. */
  add(left: number, right: number): boolean {
    if (this.#pairs) {
      const { count } = this.#pairs;
      return this.#pairs.idOf(left, right) === count;
    }
    const word = left * this.#wordCount + (right >>> 5);
    const bit = 1 << (right & (bitsPerWord - 1));
    const bits = this.#bits[word] ?? 0;
    this.#bits[word] = bits | bit;
    return (bits & bit) === 0;
  }

  #widen(wordCount: number, leftCount: number): void {
    const wider = new Uint32Array(leftCount * wordCount);
    for (let left = 0; left < this.#leftCount; left += 1) {
      const start = left * this.#wordCount;
      wider.set(this.#bits.subarray(start, start + this.#wordCount), left * wordCount);
    }
    this.#bits = wider;
    this.#wordCount = wordCount;
  }

  #listed(): PairIds {
    const pairs = new PairIds();
    for (let word = 0; word < this.#bits.length; word += 1) {
      const bits = this.#bits[word] ?? 0;
      if (bits === 0) continue;
      const left = Math.floor(word / this.#wordCount);
      const firstRight = (word % this.#wordCount) * bitsPerWord;
      for (let place = 0; place < bitsPerWord; place += 1) {
        if ((bits & (1 << place)) !== 0) pairs.idOf(left, firstRight + place);
      }
    }
    this.#bits = new Uint32Array(0);
    return pairs;
  }
}
