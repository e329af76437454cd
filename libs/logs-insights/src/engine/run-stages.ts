import { aggregateCatalogue } from '../aggregates/catalogue';
import { type QueryContext } from '../functions/function-definition';
import { type Stage } from '../plan/query-plan';
import { aggregatesOf } from '../plan/walk-expression';
import { RowGroups } from './group-rows';
import { arrangeRows, newestFirst, sortRows } from './order-rows';
import { type WritableRow } from './row';
import { runRowCommand } from './run-row-command';
import { type ChainOptions, chainSteps } from './run-steps';
import { type TakeRow } from './take-row';

/** The first stage: takes events one by one, and keeps of them only what the rest of the query needs. */
export interface EventStage {
  /** Whether rows are taken in as they come and none is kept: then the next can be written over the last. */
  readonly keepsRows: boolean;
  /** @returns Whether the event passed the filters. */
  add(row: WritableRow): boolean;
  finish(): readonly WritableRow[];
}

/** Rows beyond this many over the limit are dropped at once: seldom enough to cost little, soon enough to need little memory. */
const spareRows = 10_000;

/**
 * Prepares the stage that reads events. A grouping without sort, dedup and limit takes them in as they come.
 *
 * @param maxRows - No more rows are asked for; Infinity where a later stage may need all.
 * @throws {QueryLimitError} The returned `add` does, for an event of which too many rows would be made. Not retryable.
 */
export function startEventStage(stage: Stage, context: QueryContext, maxRows: number): EventStage {
  const { grouping } = stage;
  if (grouping && stage.dedupNames.length === 0 && stage.rowLimit === undefined && !readsOrder(stage)) {
    const groups = new RowGroups(grouping, context);
    const add = startSteps(stage, { context, keepsRows: false }, (row) => groups.add(row));
    return { keepsRows: false, add, finish: () => groups.finish() };
  }
  const rows = new NewestRows(stage, context, maxRows);
  const add = startSteps(stage, { context, keepsRows: !rows.isBounded }, (row) => rows.add(row));
  return { keepsRows: true, add, finish: () => finishStage(rows.all(), stage, context) };
}

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

/** Collects rows, and drops early those that a limit will cut off anyway. */
class NewestRows {
  readonly #stage: Stage;
  readonly #context: QueryContext;
  readonly #limit: number;
  #rows: WritableRow[] = [];

  constructor(stage: Stage, context: QueryContext, maxRows: number) {
    this.#stage = stage;
    this.#context = context;
    const limit = Math.min(stage.rowLimit ?? Infinity, stage.grouping || stage.rowCommand ? Infinity : maxRows);
    // Which rows dedup drops is only known at the end.
    this.#limit = stage.dedupNames.length > 0 ? Infinity : limit;
  }

  /** Whether rows are dropped, so that their number can't grow without end. */
  get isBounded(): boolean {
    return this.#limit !== Infinity;
  }

  add(row: WritableRow): void {
    this.#rows.push(row);
    if (this.#rows.length >= 2 * this.#limit + spareRows) this.#rows = this.#ordered().slice(0, this.#limit);
  }

  /** @returns The newest first. */
  all(): readonly WritableRow[] {
    return this.#rows.sort(newestFirst);
  }

  #ordered(): WritableRow[] {
    const rows = this.#rows.sort(newestFirst);
    return this.#stage.sortKeys.length > 0 ? sortRows(rows, this.#stage.sortKeys, this.#context) : rows;
  }
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
  if (stage.rowCommand) return runRowCommand(arranged, stage.rowCommand, context);
  if (!stage.grouping) return arranged;
  const groups = new RowGroups(stage.grouping, context);
  for (const row of arranged) groups.add(row);
  return groups.finish();
}
