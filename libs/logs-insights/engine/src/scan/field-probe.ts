import { marksOfLinesWith } from '../discovery/line-formats';
import { compileExpression } from '../execution/compile-expression';
import { type Row } from '../execution/row';
import { type QueryContext } from '../functions/function-definition';
import { type QueryPlan } from '../plan/query-plan';
import { fieldsOf } from '../plan/walk-expression';
import { type Expression } from '../syntax/expression';
import { type Value, isTrue } from '../values/value';
import { endOfNumber, endOfString, skipSpace, slotKinds, wordLength } from './escaped-json';
import { keyRequirement } from './line-requirements';
import { ValueCache } from './value-cache';

/**
 * Looks at the value that stands behind a field's name in a line, to tell whether a filter may hold.
 *
 * A name can stand in a line more than once and deeper in the document than the field, so that a value that passes means
 * nothing. But when no value in the line passes, that of the field does not either.
 */
export class FieldProbe {
  readonly field: string;
  /** What is looked for: the last key of the field's name and the quote after it. */
  readonly text: string;
  readonly #passes: (value: Value) => boolean;
  readonly #values = new ValueCache();

  constructor(field: string, text: string, passes: (value: Value) => boolean) {
    this.field = field;
    this.text = text;
    this.#passes = passes;
  }

  /** @param keyEnd - Where the text ends. */
  mayPass(bytes: Uint8Array, keyEnd: number): boolean {
    const colon = skipSpace(bytes, keyEnd);
    if (bytes[colon] !== 0x3a) return false;
    const start = skipSpace(bytes, colon + 1);
    const first = bytes[start];
    if (first === 0x7b || first === 0x5b) return false;
    if (first === 0x5c) {
      const end = bytes[start + 1] === 0x22 ? endOfString(bytes, start + 2) : -1;
      return end < 0 || this.#passes(this.#values.valueOf(slotKinds.string, bytes, start + 2, end));
    }
    if (wordLength(bytes, start) > 0) {
      if (first === 0x6e) return false;
      return this.#passes(this.#values.valueOf(first === 0x74 ? slotKinds.true : slotKinds.false, bytes, start, start));
    }
    const end = endOfNumber(bytes, start);
    return end < 0 || this.#passes(this.#values.valueOf(slotKinds.number, bytes, start, end));
  }
}

/** @returns A probe for the first of the query's first filters that allows one. */
export function findFieldProbe({ stages }: QueryPlan, context: QueryContext): FieldProbe | undefined {
  for (const step of stages[0]?.steps ?? []) {
    if (step.type !== 'filter') return undefined;
    for (const condition of conjunctsOf(step.condition)) {
      const probe = probeOf(condition, context);
      if (probe) return probe;
    }
  }
  return undefined;
}

const conjunctsOf = (condition: Expression): readonly Expression[] =>
  condition.type === 'logical' && condition.operator === 'and' ? condition.operands.flatMap(conjunctsOf) : [condition];

/** The condition reads one field, which can be found by its name, and does not hold when that is missing. */
function probeOf(condition: Expression, context: QueryContext): FieldProbe | undefined {
  const [name, ...others] = new Set(fieldsOf(condition).map((field) => field.name));
  const text = name === undefined || others.length > 0 ? undefined : keyRequirement(name);
  if (name === undefined || text === undefined || marksOfLinesWith(name).length > 0) return undefined;
  const row = new OneFieldRow();
  const evaluate = compileExpression<OneFieldRow>(condition, { context });
  const passes = (value: Value): boolean => {
    row.value = value;
    return isTrue(evaluate(row));
  };
  return passes(undefined) ? undefined : new FieldProbe(name, text, passes);
}

class OneFieldRow implements Row {
  value: Value;

  get(): Value {
    return this.value;
  }
}
