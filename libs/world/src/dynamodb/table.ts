import { type KeySchema } from './items/key-schema';
import { type IndexDefinition, SecondaryIndex } from './items/secondary-index';
import { TableItems } from './items/table-items';
import { type Usage, createUsage } from './usage';

export interface TableOptions extends KeySchema {
  readonly name: string;
  readonly indexes?: readonly IndexDefinition[];
  /**
   * Called once for every item written: how long indexes, and reads that are not strongly consistent, do without it.
   * Milliseconds; 0 or none: not at all.
   */
  readonly replicaLagMs?: () => number;
}

/** The items of one table with its indexes. */
export interface Table {
  readonly name: string;
  readonly items: TableItems;
  readonly indexes: readonly SecondaryIndex[];
  /** Since the table was created; it grows with every call. */
  readonly usage: Usage;
  readonly replicaLagMs: (() => number) | undefined;
}

/** Creates an empty table. */
export function createTableState(options: TableOptions): Table {
  return {
    name: options.name,
    items: new TableItems(options),
    indexes: (options.indexes ?? []).map((definition) => new SecondaryIndex(definition, options)),
    usage: createUsage(),
    replicaLagMs: options.replicaLagMs,
  };
}
