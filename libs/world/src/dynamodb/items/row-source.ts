import { DynamoDbError, validationException } from '../errors';
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

/** @returns What `read` makes of an `ExclusiveStartKey`. @throws ValidationException: what is wrong with it as a key. */
export function startKey(read: () => ItemKey): ItemKey {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    throw validationException(`The provided starting key is invalid: ${error.message}`);
  }
}

/** @returns Partitions in the order in which a scan visits them. */
export const sortPartitions = <Row>(
  rowsByPartition: Iterable<readonly [partition: string, rows: readonly Row[]]>,
): RowPartition<Row>[] =>
  [...rowsByPartition]
    .map(([partition, rows]) => ({ partition, hash: hashOf(partition), rows }))
    .sort(comparePartitions);

type Position = Pick<RowPartition<never>, 'hash' | 'partition'>;

export const comparePartitions = (a: Position, b: Position): number =>
  a.hash - b.hash || (a.partition < b.partition ? -1 : Number(a.partition > b.partition));

/** FNV-1a with a last mix; any function that spreads texts over 32 bits would do. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** @returns How many elements at the front of a sorted list meet the condition; those behind them must not. */
export function countWhile<T>(list: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function insertSorted<T>(list: T[], element: T, compare: (a: T, b: T) => number): void {
  const last = list.at(-1);
  if (last === undefined || compare(last, element) < 0) list.push(element);
  else
    list.splice(
      countWhile(list, (other) => compare(other, element) < 0),
      0,
      element,
    );
}
