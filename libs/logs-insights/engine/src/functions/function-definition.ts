import { maxTextLength } from '../values/text';
import { type Value, scalarText } from '../values/value';

/** What all events of a query have in common. */
export interface QueryContext {
  /** When the query started, epoch milliseconds; one moment for all of it. undefined when the caller of `runQuery` named none. */
  readonly nowMs?: number | undefined;
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

/** @returns The text, or a missing value when it is longer than a text may be. */
export const bounded = (text: string): Value => (text.length > maxTextLength ? undefined : text);

/** A function of one text; when that is missing, so is the result. */
export const ofText = (compute: (text: string) => Value): FunctionDefinition => ({
  operandCount: [1, 1],
  evaluate: ([value]) => {
    const text = scalarText(value);
    return text === undefined ? undefined : compute(text);
  },
});

/** A function of several texts; when one of them is missing, so is the result. */
export const ofTexts = (
  operandCount: readonly [number, number],
  compute: (...texts: readonly string[]) => Value,
): FunctionDefinition => ({
  operandCount,
  evaluate: (values) => {
    const texts: string[] = [];
    for (const value of values) {
      const text = scalarText(value);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return compute(...texts);
  },
});
