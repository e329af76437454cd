import { type Item } from './attribute-values';
import { type ItemKey, type KeySchema, type SortValue } from './key-schema';

/** What a query returns of a row. */
export interface QueryRow {
  readonly item: Item;
  readonly bytes: number;
}

/** Where a query looks: a table or an index of it. */
export interface QuerySource<Row> {
  readonly schema: KeySchema;
  /** In the order of their sort values. */
  rows(partition: string): readonly Row[];
  sortValueOf(row: Row): SortValue;
  /** @returns undefined when the row is not there for this read. */
  read(row: Row, nowMs: number, isConsistent: boolean): QueryRow | undefined;
  /** @returns `LastEvaluatedKey` for an item that the query returned last. */
  keyOf(item: Item): Item;
  /** @throws ValidationException: not a key of this source. */
  startKeyOf(start: Item): ItemKey;
  /** @returns How many rows a query that goes on after `start` skips. */
  countUpTo(rows: readonly Row[], start: Item): number;
  /** @returns How many rows stand before `start`: those that a query in the other direction still has before it. */
  countBefore(rows: readonly Row[], start: Item): number;
}
