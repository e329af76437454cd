import { type Value } from '../values/value';

/** What all events of a query have in common, in epoch milliseconds. */
export interface QueryContext {
  /** When the query started; one moment for all of it. undefined when the caller of `runQuery` named none. */
  readonly nowMs?: number | undefined;
  /** The first millisecond of the range; undefined when it is unbounded. */
  readonly startMs?: number | undefined;
  /** The last millisecond of the range; undefined when it is unbounded. */
  readonly endMs?: number | undefined;
}

/** A scalar function of the language. */
export interface FunctionDefinition {
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  /** Counted from 0, the argument that may be written as `/pattern/`; it arrives as the text between the slashes. */
  readonly patternOperand?: number;
  /** A missing argument is undefined; so is a missing result. */
  readonly evaluate: (operands: readonly Value[], context: QueryContext) => Value;
}
