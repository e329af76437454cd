import { type Value } from '../values/value';

/** Collects the values of one group. */
export interface Accumulator {
  /**
   * @param value - Never a map or a list.
   * @param epochMs - The time of the event, given only to functions that read it.
   */
  add(value: Value, epochMs?: number): void;
  /** @returns undefined for no cell. */
  result(): Value;
}

/** An aggregate function of the language. */
export interface AggregateDefinition {
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  /** Whether the function reads the time of each event, as `earliest` and `latest` do. */
  readonly readsTimestamp?: true;
  /** Whether the result depends on the order of the rows. */
  readonly readsOrder?: true;
  /** The second argument of a function that takes one: a number written in the query, with its bounds. */
  readonly parameter?: { readonly least: number; readonly most: number };
  /** @param parameter - The number written as second argument. */
  readonly start: (parameter?: number) => Accumulator;
}
