import { type QueryExecution } from '../execution/query-execution';
import { compileCondition } from './compile-condition';
import { type Condition } from './condition';
import { type EventStore } from './event-store';
import { EveryCondition } from './joined-conditions';
import { QueryColumns } from './query-columns';
import { RangeScan } from './range-scan';
import { type RowBatch } from './row-batch';
import { type StoresQuery } from './stores-query';
import { type TableChunk } from './table-chunk';

/** From this share of matching rows on, a message that is read for the filters is read for everything else as well. */
const manyRows = 0.3;

/** The events of one store on their way through the filters of a query. */
export class StoreScan {
  readonly columns: QueryColumns;
  readonly #range: RangeScan;
  readonly #condition: Condition;

  /** @param names - Every field that the query reads of many events. */
  constructor(store: EventStore, query: StoresQuery, execution: QueryExecution, names: readonly string[]) {
    this.columns = new QueryColumns(store, execution.eventContext, names);
    this.#range = new RangeScan(store, execution, query.parsed.sources);
    this.#condition = new EveryCondition(
      query.steps.conditions.map((condition) => compileCondition(condition, this.columns, execution.context)),
    );
  }

  /**
   * @param scannedBefore - How many events the query has scanned in other chunks before this one.
   * @returns The rows that the query looks at at all, to be overwritten by the next call.
   */
  scan(chunk: TableChunk, scannedBefore: number): RowBatch {
    this.columns.ordinalOf = (row) => scannedBefore + this.#range.rankOf(row) + 1;
    return this.#range.rowsOf(chunk);
  }

  /** @param scanned - What {@link scan} gave. @returns Those of the rows that pass the filters. */
  filter(scanned: RowBatch): RowBatch {
    const count = this.#condition.keep(scanned);
    if (scanned.count > 0) this.columns.readsAll = count >= manyRows * scanned.count;
    return { ...scanned, count };
  }
}
