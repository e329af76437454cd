import { type QueryContext } from '../functions/function-definition';
import { type RowBudget } from './row-budget';
import { type WritableRow } from './row';

/** Takes a row on. */
export type TakeRow = (row: WritableRow) => void;

/** What the steps of a stage have in common. */
export interface StepOptions {
  readonly context: QueryContext;
  readonly budget: RowBudget;
}
