import { type QueryContext } from '../functions/function-definition';
import { type Step } from '../plan/query-plan';
import { isTrue } from '../values/value';
import { chainParse } from './chain-parse';
import { chainExpand, chainParseAll, chainUnnest, makesRows } from './chain-row-making';
import { compileExpression } from './compile-expression';
import { type WritableRow } from './row';
import { RowBudget } from './row-budget';
import { type StepOptions, type TakeRow } from './take-row';

/** How a chain is run. */
export interface ChainOptions {
  readonly context: QueryContext;
  /** Whether every row that comes out is kept. */
  readonly keepsRows: boolean;
}

/**
 * Puts the steps of a stage in a chain.
 *
 * @param take - Gets each row that comes out at the end: none of one that is filtered out, several where a list is unnested.
 * @returns Throws {@link QueryLimitError} for a row of which too many would be made.
 */
export function chainSteps(steps: readonly Step[], { context, keepsRows }: ChainOptions, take: TakeRow): TakeRow {
  const budget = new RowBudget(keepsRows);
  const first = steps.reduceRight((next, step) => chainStep(step, { context, budget }, next), take);
  if (!steps.some(makesRows)) return first;
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
    case 'parse-all':
      return chainParseAll(step, options, take);
    case 'unnest':
      return chainUnnest(step, options, take);
    case 'expand':
      return chainExpand(step, options, take);
    default:
      return step satisfies never;
  }
}
