import { type Value, toText } from '../values/value';
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
