import { type Value } from '../values/value';
import { type WritableRow } from './row';

/** A row that a command made of many. */
export class MadeRow implements WritableRow {
  readonly timestamp = 0;
  readonly ordinal = 0;
  readonly #values = new Map<string, Value>();

  get(name: string): Value {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}

/** A row with the values of another and some of its own, as `unnest` makes one for each element. */
export class DerivedRow implements WritableRow {
  readonly #base: WritableRow;
  readonly #values = new Map<string, Value>();

  constructor(base: WritableRow) {
    this.#base = base;
  }

  get timestamp(): number {
    return this.#base.timestamp;
  }

  get ordinal(): number {
    return this.#base.ordinal;
  }

  get(name: string): Value {
    return this.#values.has(name) ? this.#values.get(name) : this.#base.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}
