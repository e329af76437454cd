import { ListValue, type Value, toText } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/** Counts the values that are present. */
export class Count implements Accumulator {
  #count = 0;

  add(value: Value): void {
    if (value !== undefined) this.#count += 1;
  }

  result(): Value {
    return this.#count;
  }
}

/** Counts different values, by how they print. Exact, where AWS approximates large numbers of them. */
export class CountDistinct implements Accumulator {
  readonly #texts = new Set<string>();

  add(value: Value): void {
    const text = toText(value);
    if (text !== undefined) this.#texts.add(text);
  }

  result(): Value {
    return this.#texts.size;
  }
}

/** Further values of a group are left out. */
const maxValues = 10_000;
/** Nor do the texts of all values get longer than an event can be; UTF-16 units. */
const maxTotalLength = 1_048_576;

/**
 * Lists the different values, by how they print, in the order in which they are first seen (unverified); no cell when there
 * are none.
 *
 * The list ends after 10,000 values or a million characters.
 */
export class DistinctValues implements Accumulator {
  readonly #values = new Map<string, Value>();
  #length = 0;
  #isFull = false;

  add(value: Value): void {
    const text = this.#isFull ? undefined : toText(value);
    if (text === undefined || this.#values.has(text)) return;
    this.#isFull = this.#values.size >= maxValues || this.#length + text.length > maxTotalLength;
    if (this.#isFull) return;
    this.#values.set(text, value);
    this.#length += text.length;
  }

  result(): Value {
    return this.#values.size === 0 ? undefined : new ListValue([...this.#values.values()]);
  }
}
