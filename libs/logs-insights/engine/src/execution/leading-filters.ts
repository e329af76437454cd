import { type QueryContext } from '../functions/function-definition';
import { type Stage } from '../plan/query-plan';
import { isTrue } from '../values/value';
import { compileExpression } from './compile-expression';
import { type Evaluate } from './evaluate';
import { type Row } from './row';

/** @returns Whether a row passes the filters with which the stage begins; the others may depend on more than the row has. */
export function compileLeadingFilters<R extends Row>({ steps }: Stage, context: QueryContext): (row: R) => boolean {
  const conditions: Evaluate<R>[] = [];
  for (const step of steps) {
    if (step.type !== 'filter') break;
    conditions.push(compileExpression<R>(step.condition, { context }));
  }
  return (row) => conditions.every((condition) => isTrue(condition(row)));
}
