import { aggregateCatalogue } from '../aggregates/catalogue';
import { type QueryContext } from '../functions/function-definition';
import { type Stage } from '../plan/query-plan';
import { aggregatesOf } from '../plan/walk-expression';
import { RowGroups } from './group-rows';
import { FirstRows, arrangeRows } from './order-rows';
import { type WritableRow } from './row';
import { type ChainOptions, type TakeRow, chainSteps } from './run-steps';

/** The first stage: takes events one by one, and keeps only what the rest of the query needs. */
export interface EventStage {
  /** @returns Whether the event passed the filters. */
  add(row: WritableRow): boolean;
  finish(): readonly WritableRow[];
}

/**
 * Prepares the stage that reads events. A grouping without sort, dedup and limit takes them in as they come.
 *
 * @param maxRows - No more rows are asked for; Infinity where a later stage may need all.
 * @throws {QueryLimitError} The returned `add` does, for an event that would become too many rows. Not retryable.
 */
export function startEventStage(stage: Stage, context: QueryContext, maxRows: number): EventStage {
  const { grouping } = stage;
  if (grouping && groupsAsTheyCome(stage)) {
    const groups = new RowGroups(grouping, context);
    const add = startSteps(stage, { context, keepsRows: false }, (row) => groups.add(row));
    return { add, finish: () => groups.finish() };
  }
  const limit = neededRows(stage, maxRows);
  const rows = new FirstRows(limit, stage.sortKeys, context);
  const add = startSteps(stage, { context, keepsRows: limit === Infinity }, (row) => rows.add(row));
  return { add, finish: () => finishStage(rows.all(), stage, context) };
}

/** @returns Whether the stage groups rows and neither their order nor how many they are matters. */
const groupsAsTheyCome = (stage: Stage): boolean =>
  stage.grouping !== undefined && stage.dedupNames.length === 0 && stage.rowLimit === undefined && !readsOrder(stage);

/** A sort before stats decides only the ties of what is earliest and latest, and the order of lists. */
const readsOrder = ({ sortKeys, grouping }: Stage): boolean =>
  sortKeys.length > 0 &&
  (grouping?.items ?? [])
    .flatMap(({ expression }) => aggregatesOf(expression))
    .some(({ name }) => aggregateCatalogue.get(name)?.readsOrder);

function startSteps({ steps }: Stage, options: ChainOptions, take: TakeRow): EventStage['add'] {
  let isTaken = false;
  const run = chainSteps(steps, options, (row) => {
    isTaken = true;
    take(row);
  });
  return (row) => {
    isTaken = false;
    run(row);
    return isTaken;
  };
}

/** How many of its first rows a stage needs; which ones dedup drops is only known at the end. */
function neededRows({ rowLimit = Infinity, dedupNames, grouping }: Stage, maxRows: number): number {
  if (dedupNames.length > 0) return Infinity;
  return Math.min(rowLimit, grouping ? Infinity : maxRows);
}

/** Runs a later stage over the rows of the one before. */
export function runStage(rows: readonly WritableRow[], stage: Stage, context: QueryContext): readonly WritableRow[] {
  const kept: WritableRow[] = [];
  const run = chainSteps(stage.steps, { context, keepsRows: true }, (row) => kept.push(row));
  for (const row of rows) run(row);
  return finishStage(kept, stage, context);
}

function finishStage(rows: readonly WritableRow[], stage: Stage, context: QueryContext): readonly WritableRow[] {
  const arranged = arrangeRows(rows, stage, context);
  if (!stage.grouping) return arranged;
  const groups = new RowGroups(stage.grouping, context);
  for (const row of arranged) groups.add(row);
  return groups.finish();
}
