import { validationException } from '../errors';
import { type Item, compareTexts } from '../values/attribute-values';
import { bytesOfItem, writeUnitsOf } from '../values/sizes';
import {
  type ItemKey,
  type KeySchema,
  type SortValue,
  checkIndexKey,
  compareSortValues,
  indexKeyOf,
  keyOfItem,
} from './key-schema';
import {
  type FoundRow,
  type RowPartition,
  type RowSource,
  countWhile,
  insertSorted,
  sortPartitions,
  startKey,
} from './row-source';
import { type StoredItem } from './stored-item';
import { pickKeys } from './table-items';

/** A secondary index of keys only; items without its key are not in it. */
export interface IndexDefinition extends KeySchema {
  readonly name: string;
}

/** One for each key that a version of the item has which some read may still see. */
interface IndexEntry {
  readonly stored: StoredItem;
  readonly key: ItemKey;
  readonly item: Item;
  readonly bytes: number;
}

const noEntries: readonly IndexEntry[] = [];

/** Follows the table's items. Entries of outdated versions stay until the replicas have a newer one. */
export class SecondaryIndex implements RowSource<IndexEntry> {
  readonly schema: IndexDefinition;
  readonly #tableSchema: KeySchema;
  readonly #partitions = new Map<string, IndexEntry[]>();
  readonly #entries = new Map<StoredItem, readonly IndexEntry[]>();

  constructor(schema: IndexDefinition, tableSchema: KeySchema) {
    this.schema = schema;
    this.#tableSchema = tableSchema;
  }

  /** @throws ValidationException: the item can't be in this index, nor left out. */
  check(item: Item): void {
    checkIndexKey(this.schema.name, this.schema, item);
  }

  /**
   * Call it after every write of the item.
   *
   * @param before - The item before the write.
   * @returns The write units that the index costs; of an index of keys only, as a write that moves none of them is free.
   */
  follow(stored: StoredItem, before: Item | undefined): number {
    const oldKey = before && indexKeyOf(this.schema, before);
    const newKey = stored.newest.item && indexKeyOf(this.schema, stored.newest.item);
    const old = this.#entries.get(stored) ?? noEntries;
    const isMoved = !isSameKey(oldKey, newKey);
    if (!isMoved && old.length <= (newKey ? 1 : 0)) return 0;
    const current = this.#refresh(stored, old);
    return isMoved ? unitsOf(old, oldKey) + unitsOf(current, newKey) : 0;
  }

  rows(partition: string): readonly IndexEntry[] {
    return this.#partitions.get(partition) ?? noEntries;
  }

  partitions(): readonly RowPartition<IndexEntry>[] {
    return sortPartitions(this.#partitions);
  }

  sortValueOf(row: IndexEntry): SortValue {
    return row.key.sort;
  }

  read(row: IndexEntry, nowMs: number): FoundRow | undefined {
    const { item: whole } = row.stored.replicaVersionAt(nowMs);
    if (!whole || !isSameKey(row.key, indexKeyOf(this.schema, whole))) return undefined;
    return { item: row.item, bytes: row.bytes, whole };
  }

  keyOf(item: Item): Item {
    return pickKeys(item, [this.#tableSchema, this.schema]);
  }

  startKeyOf(start: Item): ItemKey {
    const expected = new Set(
      [this.schema, this.#tableSchema].flatMap(({ partitionKey, sortKey }) => [partitionKey.name, sortKey?.name]),
    );
    expected.delete(undefined);
    if (Object.keys(start).length !== expected.size) throw validationException('The provided starting key is invalid');
    return startKey(() => keyOfItem(this.schema, start));
  }

  countUpTo(rows: readonly IndexEntry[], start: Item): number {
    const position = this.#positionOf(start);
    return countWhile(rows, (row) => compareEntries(row, position) <= 0);
  }

  countBefore(rows: readonly IndexEntry[], start: Item): number {
    const position = this.#positionOf(start);
    return countWhile(rows, (row) => compareEntries(row, position) < 0);
  }

  #positionOf(start: Item): Position {
    return { key: this.startKeyOf(start), stored: { key: startKey(() => keyOfItem(this.#tableSchema, start)) } };
  }

  #refresh(stored: StoredItem, old: readonly IndexEntry[]): readonly IndexEntry[] {
    const current: IndexEntry[] = [];
    for (const { item } of stored.older) this.#keep(stored, item, old, current);
    this.#keep(stored, stored.newest.item, old, current);
    for (const entry of old) if (!current.includes(entry)) this.#remove(entry);
    for (const entry of current) if (!old.includes(entry)) this.#insert(entry);
    if (current.length > 0) this.#entries.set(stored, current);
    else this.#entries.delete(stored);
    return current;
  }

  #keep(stored: StoredItem, item: Item | undefined, old: readonly IndexEntry[], current: IndexEntry[]): void {
    const key = item && indexKeyOf(this.schema, item);
    if (key && !entryOf(current, key)) current.push(entryOf(old, key) ?? this.#entryOf(stored, item, key));
  }

  #entryOf(stored: StoredItem, source: Item, key: ItemKey): IndexEntry {
    const item = this.keyOf(source);
    return { stored, key, item, bytes: bytesOfItem(item) };
  }

  #insert(entry: IndexEntry): void {
    let entries = this.#partitions.get(entry.key.partition);
    if (!entries) this.#partitions.set(entry.key.partition, (entries = []));
    insertSorted(entries, entry, compareEntries);
  }

  #remove(entry: IndexEntry): void {
    const entries = this.#partitions.get(entry.key.partition) ?? [];
    entries.splice(
      countWhile(entries, (other) => compareEntries(other, entry) < 0),
      1,
    );
    if (entries.length === 0) this.#partitions.delete(entry.key.partition);
  }

  /** Forgets an item that the table has deleted. */
  delete(stored: StoredItem): void {
    for (const entry of this.#entries.get(stored) ?? noEntries) this.#remove(entry);
    this.#entries.delete(stored);
  }
}

const unitsOf = (entries: readonly IndexEntry[], key: ItemKey | undefined): number =>
  key ? writeUnitsOf(entryOf(entries, key)?.bytes ?? 0) : 0;

const entryOf = (entries: readonly IndexEntry[], key: ItemKey): IndexEntry | undefined => {
  for (const entry of entries) if (isSameKey(entry.key, key)) return entry;
  return undefined;
};

const isSameKey = (a: ItemKey | undefined, b: ItemKey | undefined): boolean =>
  a?.partition === b?.partition && a?.sort === b?.sort;

type Position = Pick<IndexEntry, 'key'> & { readonly stored: Pick<StoredItem, 'key'> };

/** DynamoDB promises no order among equal sort values; here it is that of the table's keys. */
const compareEntries = (a: Position, b: Position): number =>
  compareSortValues(a.key.sort, b.key.sort) ||
  compareTexts(a.stored.key.partition, b.stored.key.partition) ||
  compareSortValues(a.stored.key.sort, b.stored.key.sort);
