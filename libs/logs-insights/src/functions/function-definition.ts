import { type Value } from '../values/value';

/** A scalar function of the language. */
export interface FunctionDefinition {
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  /** A missing argument is undefined; so is a missing result. */
  readonly evaluate: (operands: readonly Value[]) => Value;
}
