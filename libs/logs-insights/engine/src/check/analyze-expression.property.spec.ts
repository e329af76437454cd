import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { FieldSelection } from '../discovery/field-selection';
import { compileExpression } from '../execution/compile-expression';
import { EventRow, type LogEvent } from '../execution/event-row';
import { parseQuery } from '../parser/parse-query';
import { type Expression } from '../syntax/expression';
import { Instant, type Value, isStructure, isTrue, toNumber, toText } from '../values/value';
import { analyzeExpression } from './analyze-expression';
import { conditions, conformingEvents, operands, variedSchema } from './testing/arbitrary-conditions';
import { Environment } from './environment';
import { KnownFields } from './known-fields';
import { hasNumber } from './number-set';
import { type Refinement } from './refinement';
import { hasText } from './text-set';
import { type ValueSet, anyScalar } from './value-set';

const known = new KnownFields(variedSchema);
const names = [...Object.keys(variedSchema.fields), '@message', '@timestamp', '@duration', '@type'];
const events = fc.sample(conformingEvents, { numRuns: 150, seed: 7 });

const rowOf = (event: LogEvent, ordinal: number): EventRow =>
  new EventRow(event, ordinal, { selection: new FieldSelection(names) });

const rows = events.map(rowOf);

function expressionOf(text: string): Expression {
  const [step] = parseQuery(`fields ${text} as made`).plan.stages[0]?.steps ?? [];
  if (step?.type === 'define') return step.expression;
  throw new Error(`no expression: ${text}`);
}

const analyze = (expression: Expression, text: string) =>
  analyzeExpression(expression, {
    text,
    environment: new Environment((name) => known.valuesOf(name) ?? anyScalar),
    report: () => undefined,
    settle: () => undefined,
  });

function isIn(set: ValueSet, value: Value): boolean {
  if (value === undefined) return set.missing;
  if (isStructure(value)) return set.structures;
  if (value instanceof Instant) return set.times;
  const number = toNumber(value);
  if (set.times) return true;
  return number === undefined ? hasText(set.texts, toText(value) ?? '') : hasNumber(set.numbers, number);
}

const isMet = (refinement: Refinement | undefined, row: EventRow): boolean =>
  refinement !== undefined && [...refinement].every(([name, set]) => isIn(set, row.get(name)));

describe('analyzeExpression', () => {
  it('names every value that a field of a conforming event has', () => {
    for (const row of rows) {
      for (const name of names)
        expect([name, isIn(known.valuesOf(name) ?? anyScalar, row.get(name))]).toEqual([name, true]);
    }
  });

  it('names every value that an expression gives, and what is known when it holds and when it does not', () => {
    fc.assert(
      fc.property(fc.oneof(operands, conditions), (text) => {
        const expression = expressionOf(text);
        const evaluate = compileExpression<EventRow>(expression, { context: {} });
        const { values, whenTrue, whenFalse } = analyze(expression, text);

        for (const row of rows) {
          const value = evaluate(row);
          const holds = isIn(values, value) && isMet(isTrue(value) ? whenTrue : whenFalse, row);
          if (!holds) throw new Error(`${toText(value)} of ${row.event.message}`);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
