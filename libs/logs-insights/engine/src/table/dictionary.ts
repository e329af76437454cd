import { detached } from './detached';
import { Instant, type Value, WrittenNumber, toNumber } from '../values/value';

/** The code of a row whose event has not been looked at yet. */
export const unread = 0;
/** The code of a missing value. */
export const missing = 1;

/**
 * The different values of one column, each with a code, so that what is computed from a value is computed once.
 *
 * Values differ when they are of different kinds or are written differently: `"1"`, `1`, `1.0` and `true` are four.
 */
export class Dictionary {
  /** By code; the first two codes stand for no value. */
  readonly values: Value[] = [undefined, undefined];
  readonly #texts = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #instants = new Map<number, number>();
  #asNumbers = new Float64Array(0);
  #asNumbersCount = 0;

  /** How many codes there are, those for no value among them. */
  get size(): number {
    return this.values.length;
  }

  /** @param value - As events have them: a text, a number as it is written or a time. Anything else is missing. */
  codeOf(value: Value): number {
    if (typeof value === 'string') {
      const known = this.#texts.get(value);
      if (known !== undefined) return known;
      const text = detached(value);
      return this.#add(this.#texts, text, text);
    }
    if (value instanceof WrittenNumber) {
      return this.#numbers.get(value.json) ?? this.#add(this.#numbers, value.json, value);
    }
    if (!(value instanceof Instant)) return missing;
    return this.#instants.get(value.epochMs) ?? this.#add(this.#instants, value.epochMs, value);
  }

  /** @returns The values as numbers, by code; NaN for what looks like none. Longer than there are codes. */
  asNumbers(): Float64Array {
    const { values } = this;
    if (this.#asNumbersCount === values.length) return this.#asNumbers;
    if (this.#asNumbers.length < values.length) {
      const longer = new Float64Array(values.length * 2);
      longer.set(this.#asNumbers);
      this.#asNumbers = longer;
    }
    for (let code = this.#asNumbersCount; code < values.length; code += 1) {
      this.#asNumbers[code] = toNumber(values[code]) ?? NaN;
    }
    this.#asNumbersCount = values.length;
    return this.#asNumbers;
  }

  #add<Key>(codes: Map<Key, number>, key: Key, value: Value): number {
    const code = this.values.length;
    codes.set(key, code);
    this.values.push(value);
    return code;
  }
}
