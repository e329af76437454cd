import { type QueryContext } from '../functions/function-definition';
import { type Step } from '../plan/query-plan';
import { ListValue, isTrue, scalarText } from '../values/value';
import { compileExpression } from './compile-expression';
import { DerivedRow, type WritableRow } from './row';
import { RowBudget } from './row-budget';

/** Takes a row on. */
export type TakeRow = (row: WritableRow) => void;

/** What the steps of a stage have in common. */
interface StepOptions {
  readonly context: QueryContext;
  readonly budget: RowBudget;
}

/** How a chain is run. */
export interface ChainOptions {
  readonly context: QueryContext;
  /** Whether every row that comes out is kept. */
  readonly keepsRows: boolean;
}

/**
 * Puts the steps of a stage in a chain.
 *
 * @param take - Gets each row at the end: none for a filtered row, several for an unnested list.
 * @returns Throws {@link QueryLimitError} for a row that would become too many.
 */
export function chainSteps(steps: readonly Step[], { context, keepsRows }: ChainOptions, take: TakeRow): TakeRow {
  const budget = new RowBudget(keepsRows);
  const first = steps.reduceRight((next, step) => chainStep(step, { context, budget }, next), take);
  if (!steps.some(({ type }) => type === 'unnest')) return first;
  return (row) => {
    budget.restart();
    first(row);
  };
}

function chainStep(step: Step, options: StepOptions, take: TakeRow): TakeRow {
  const { context } = options;
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
      return chainUnnest(step, options, take);
    default:
      return step satisfies never;
  }
}

/** Prepares `parse`: where nothing is found the row stays and the names are missing. */
function chainParse(step: Step & { type: 'parse' }, context: QueryContext, take: TakeRow): TakeRow {
  const { source, pattern, names } = step;
  const read = compileExpression<WritableRow>(source, { context });
  return (row) => {
    const text = scalarText(read(row));
    const parts = text === undefined ? undefined : pattern.find(text);
    names.forEach((name, index) => row.set(name, parts?.[index]));
    take(row);
  };
}

/**
 * Prepares `unnest`. Any other value counts as a list of one. A missing value leaves one row without the name, an empty
 * list none (both unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Unnest.html
 */
function chainUnnest(step: Step & { type: 'unnest' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
  const { operand, name } = step;
  const read = compileExpression<WritableRow>(operand, { context });
  return (row) => {
    const list = read(row);
    const elements = list instanceof ListValue ? list.items : [list];
    budget.take(elements.length, `unnest ... into ${name}`);
    for (const element of elements) {
      const derived = new DerivedRow(row);
      derived.set(name, element);
      take(derived);
    }
  };
}
