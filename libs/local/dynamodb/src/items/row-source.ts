import { type Item } from '../values/attribute-values';
import { type ItemKey, type KeySchema, type SortValue } from './key-schema';

/** What a query or a scan finds in a row. */
export interface FoundRow {
  /** What a table or an index gives of the item. */
  readonly item: Item;
  readonly bytes: number;
  /** The item itself. */
  readonly whole: Item;
}

export interface RowPartition<Row> {
  /** The value of the partition key. */
  readonly partition: string;
  /** From 0 to below 2^32; scans go by it. */
  readonly hash: number;
  /** In the order of their sort values. */
  readonly rows: readonly Row[];
}

/** Where a query or a scan looks: a table or an index of it. */
export interface RowSource<Row> {
  readonly schema: KeySchema;
  /** In the order of their sort values. */
  rows(partition: string): readonly Row[];
  /** In the order of their hashes, then of their values. */
  partitions(): readonly RowPartition<Row>[];
  sortValueOf(row: Row): SortValue;
  /** @returns undefined when the row is not there for this read. */
  read(row: Row, nowMs: number, isConsistent: boolean): FoundRow | undefined;
  /** @returns `LastEvaluatedKey` for an item that was returned last. */
  keyOf(item: Item): Item;
  /** @throws ValidationException: not a key of this source. */
  startKeyOf(start: Item): ItemKey;
  /** @returns How many rows a read that goes on after `start` skips. */
  countUpTo(rows: readonly Row[], start: Item): number;
  /** @returns How many rows stand before `start`: those that a query in the other direction still has before it. */
  countBefore(rows: readonly Row[], start: Item): number;
}
