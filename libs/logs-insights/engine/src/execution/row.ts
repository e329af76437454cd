import { type Value } from '../values/value';

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
