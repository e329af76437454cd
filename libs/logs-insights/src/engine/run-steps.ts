import { type QueryContext } from '../functions/function-definition';
import { parseLogfmt } from '../patterns/parse-logfmt';
import { type Step } from '../plan/query-plan';
import { ListValue } from '../values/structures';
import { type Value, isStructure, isTrue, toText } from '../values/value';
import { compileExpression } from './compile-expression';
import { DerivedRow } from './made-row';
import { type WritableRow } from './row';

/** Takes a row on. */
export type TakeRow = (row: WritableRow) => void;

/**
 * Puts the steps of a stage in a chain.
 *
 * @param take - Gets each row that comes out at the end: none of one that is filtered out, several where a list is unnested.
 */
export const chainSteps = (steps: readonly Step[], context: QueryContext, take: TakeRow): TakeRow =>
  steps.reduceRight((next, step) => chainStep(step, context, next), take);

function chainStep(step: Step, context: QueryContext, take: TakeRow): TakeRow {
  switch (step.type) {
    case 'filter': {
      const condition = compileExpression<WritableRow>(step.condition, { context });
      return (row) => {
        if (isTrue(condition(row))) take(row);
      };
    }
    case 'define': {
      const expression = compileExpression<WritableRow>(step.expression, { context });
      return (row) => {
        row.set(step.name, expression(row));
        take(row);
      };
    }
    case 'parse':
      return chainParse(step, context, take);
    case 'unnest':
      return chainUnnest(step, context, take);
    default:
      return step satisfies never;
  }
}

function chainParse(
  { source, pattern, names }: Step & { type: 'parse' },
  context: QueryContext,
  take: TakeRow,
): TakeRow {
  const read = compileExpression<WritableRow>(source, { context });
  const find = (text: string): readonly Value[] | undefined =>
    pattern === 'logfmt' ? [parseLogfmt(text)] : pattern.find(text);
  return (row) => {
    const value = read(row);
    const text = isStructure(value) ? undefined : toText(value);
    const parts = text === undefined ? undefined : find(text);
    names.forEach((name, index) => row.set(name, parts?.[index]));
    take(row);
  };
}

/**
 * What is no list counts as a list of one. A missing value leaves one row without the name, an empty list none (both
 * unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Unnest.html
 */
function chainUnnest({ operand, name }: Step & { type: 'unnest' }, context: QueryContext, take: TakeRow): TakeRow {
  const read = compileExpression<WritableRow>(operand, { context });
  return (row) => {
    const list = read(row);
    for (const element of list instanceof ListValue ? list.items : [list]) {
      const derived = new DerivedRow(row);
      derived.set(name, element);
      take(derived);
    }
  };
}
