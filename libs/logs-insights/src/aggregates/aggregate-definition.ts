import { type Value } from '../values/value';

/** Collects the values of one group. */
export interface Accumulator {
  add(value: Value): void;
  /** @returns undefined for no cell. */
  result(): Value;
}

/** An aggregate function of the language. */
export interface AggregateDefinition {
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  readonly start: () => Accumulator;
}
