import { type Value, toNumber, toText } from '../values/value';

/** What expressions read: values by name. */
export interface Row {
  /** @returns undefined for a missing value. */
  get(name: string): Value;
}

/** A row that commands add values to. */
export interface WritableRow extends Row {
  set(name: string, value: Value): void;
  /** Epoch milliseconds of the event that the row is or comes from; 0 where there is none. */
  readonly timestamp: number;
  /** The event's place among those of the query; 0 where there is none. */
  readonly ordinal: number;
}

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

/** @returns A comparison that puts the row with the newest bin first, and those without one last. */
export const newestBinFirst =
  (bin: string) =>
  (left: Row, right: Row): number =>
    epochMsIn(right, bin) - epochMsIn(left, bin);

const epochMsIn = (row: Row, bin: string): number => toNumber(row.get(bin)) ?? Number.MIN_SAFE_INTEGER;

/** The same for two tuples of values exactly when they print the same; a missing value is a group of its own. */
export const keyOf = (values: readonly Value[]): string =>
  values
    .map((value) => {
      const text = toText(value);
      return text === undefined ? '-' : `${text.length}:${text}`;
    })
    .join('');
