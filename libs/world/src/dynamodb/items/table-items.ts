import { type Item } from '../values/attribute-values';
import { type ItemKey, type KeySchema, type SortValue, compareSortValues, keyOfRequest } from './key-schema';
import {
  type FoundRow,
  type RowPartition,
  type RowSource,
  countWhile,
  insertSorted,
  sortPartitions,
  startKey,
} from './row-source';
import { StoredItem } from './stored-item';

interface Partition {
  readonly bySortValue: Map<SortValue, StoredItem>;
  readonly inOrder: StoredItem[];
}

const noItems: readonly StoredItem[] = [];

/** The items of a table by key, in order within each partition. */
export class TableItems implements RowSource<StoredItem> {
  readonly schema: KeySchema;
  readonly #partitions = new Map<string, Partition>();
  /** Until there is another partition, or one less. */
  #sorted: readonly RowPartition<StoredItem>[] | undefined;

  constructor(schema: KeySchema) {
    this.schema = schema;
  }

  get({ partition, sort }: ItemKey): StoredItem | undefined {
    return this.#partitions.get(partition)?.bySortValue.get(sort);
  }

  create(key: ItemKey): StoredItem {
    let partition = this.#partitions.get(key.partition);
    if (!partition) {
      this.#partitions.set(key.partition, (partition = { bySortValue: new Map(), inOrder: [] }));
      this.#sorted = undefined;
    }
    const stored = new StoredItem(key);
    partition.bySortValue.set(key.sort, stored);
    insertSorted(partition.inOrder, stored, (a, b) => compareSortValues(a.key.sort, b.key.sort));
    return stored;
  }

  delete({ key }: StoredItem): void {
    const partition = this.#partitions.get(key.partition);
    if (!partition?.bySortValue.delete(key.sort)) return;
    partition.inOrder.splice(
      partition.inOrder.findIndex((stored) => stored.key.sort === key.sort),
      1,
    );
    if (partition.inOrder.length > 0) return;
    this.#partitions.delete(key.partition);
    this.#sorted = undefined;
  }

  /** All items, by partition in the order of creation. */
  *[Symbol.iterator](): Generator<StoredItem> {
    for (const { inOrder } of this.#partitions.values()) yield* inOrder;
  }

  rows(partition: string): readonly StoredItem[] {
    return this.#partitions.get(partition)?.inOrder ?? noItems;
  }

  partitions(): readonly RowPartition<StoredItem>[] {
    return (this.#sorted ??= sortPartitions(
      [...this.#partitions].map(([partition, { inOrder }]) => [partition, inOrder]),
    ));
  }

  sortValueOf(row: StoredItem): SortValue {
    return row.key.sort;
  }

  read(row: StoredItem, nowMs: number, isConsistent: boolean): FoundRow | undefined {
    const { item, bytes } = isConsistent ? row.newest : row.replicaVersionAt(nowMs);
    return item && { item, bytes, whole: item };
  }

  keyOf(item: Item): Item {
    return pickKeys(item, [this.schema]);
  }

  startKeyOf(start: Item): ItemKey {
    return startKey(() => keyOfRequest(this.schema, start));
  }

  countUpTo(rows: readonly StoredItem[], start: Item): number {
    const { sort } = this.startKeyOf(start);
    return countWhile(rows, (row) => compareSortValues(row.key.sort, sort) <= 0);
  }

  countBefore(rows: readonly StoredItem[], start: Item): number {
    const { sort } = this.startKeyOf(start);
    return countWhile(rows, (row) => compareSortValues(row.key.sort, sort) < 0);
  }
}

/** @returns The key attributes of all schemas; the item has them. */
export function pickKeys(item: Item, schemas: readonly KeySchema[]): Item {
  const keys: Item = {};
  for (const { partitionKey, sortKey } of schemas) {
    keys[partitionKey.name] = item[partitionKey.name]!;
    if (sortKey) keys[sortKey.name] = item[sortKey.name]!;
  }
  return keys;
}
