import { AwsError } from '../../aws';
import { validationException } from '../errors';
import { type Item, bytesOfItem, compareTexts } from '../values';
import {
  type ItemKey,
  type KeySchema,
  checkIndexKey,
  compareSortValues,
  indexKeyOf,
  keyOfItem,
  keyOfRequest,
} from './key-schema';
import { type StoredItem } from './stored-item';

/** An item under one of its keys: that of the table or that of an index. */
export interface Row {
  readonly key: ItemKey;
  readonly stored: Pick<StoredItem, 'key'>;
}

/** The result of a query or a scan for one row. */
interface FoundRow {
  /** The attributes in the table or index. */
  readonly item: Item;
  readonly bytes: number;
  /** The item itself. */
  readonly whole: Item;
}

/** The source of a query or a scan: a table or its index. */
export interface RowSource {
  readonly schema: KeySchema;
  readonly rows: SortedRows<Row>;
  /** @returns undefined if this read does not see the row. */
  read(row: Row, nowMs: number, isConsistent: boolean): FoundRow | undefined;
  /** @returns `LastEvaluatedKey` for an item that was returned last. */
  keyOf(item: Item): Item;
  /** @returns The position of `ExclusiveStartKey`. @throws ValidationException: it is not a key of this source. */
  positionOf(start: Item): Row;
}

/** DynamoDB promises no order among equal sort values of an index; here the table's keys decide. */
const compareRows = (a: Row, b: Row): number =>
  compareSortValues(a.key.sort, b.key.sort) ||
  (a.stored === b.stored
    ? 0
    : compareTexts(a.stored.key.partition, b.stored.key.partition) ||
      compareSortValues(a.stored.key.sort, b.stored.key.sort));

/** Rows by partition, each in the order of its sort values. */
class SortedRows<Kind extends Row> {
  readonly #partitions = new Map<string, Kind[]>();

  of(partition: string): readonly Kind[] {
    return this.#partitions.get(partition) ?? [];
  }

  /** Partitions in the order of their names. DynamoDB promises none. */
  partitions(): (readonly [partition: string, rows: readonly Kind[]])[] {
    return [...this.#partitions].sort(([a], [b]) => compareTexts(a, b));
  }

  /** All rows, by partition in the order of creation. */
  *[Symbol.iterator](): Generator<Kind> {
    for (const rows of this.#partitions.values()) yield* rows;
  }

  insert(row: Kind): void {
    const rows = this.#partitions.get(row.key.partition);
    if (!rows) this.#partitions.set(row.key.partition, [row]);
    else if (compareRows(rows.at(-1)!, row) < 0) rows.push(row);
    else rows.splice(countBefore(rows, row), 0, row);
  }

  remove(row: Kind): void {
    const rows = this.#partitions.get(row.key.partition) ?? [];
    const at = rows.indexOf(row);
    if (at < 0) return;
    rows.splice(at, 1);
    if (rows.length === 0) this.#partitions.delete(row.key.partition);
  }
}

/** @returns How many elements at the front of a sorted list meet the condition; later ones must not. */
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

/** @returns The number of rows before a position, which a reverse query has yet to read. */
export const countBefore = (rows: readonly Row[], position: Row): number =>
  countWhile(rows, (row) => compareRows(row, position) < 0);

/** @returns The number of rows that a read after a position skips. */
export const countUpTo = (rows: readonly Row[], position: Row): number =>
  countWhile(rows, (row) => compareRows(row, position) <= 0);

/** The items of a table by key. */
export class TableItems implements RowSource {
  readonly schema: KeySchema;
  readonly rows = new SortedRows<StoredItem>();

  constructor(schema: KeySchema) {
    this.schema = schema;
  }

  get({ partition, sort }: ItemKey): StoredItem | undefined {
    const rows = this.rows.of(partition);
    const found = rows[countWhile(rows, ({ key }) => compareSortValues(key.sort, sort) < 0)];
    return found?.key.sort === sort ? found : undefined;
  }

  read(row: StoredItem, nowMs: number, isConsistent: boolean): FoundRow | undefined {
    const { item, bytes } = isConsistent ? row.newest : row.replicaVersionAt(nowMs);
    return item && { item, bytes, whole: item };
  }

  keyOf(item: Item): Item {
    return pickKeys(item, [this.schema]);
  }

  positionOf(start: Item): Row {
    const key = startKey(() => keyOfRequest(this.schema, start));
    return { key, stored: { key } };
  }
}

/** A secondary index of keys only; items without its key are not in it. */
export interface IndexDefinition extends KeySchema {
  readonly name: string;
}

/** One for each key of a version that some read may still see. */
interface IndexEntry extends Row {
  readonly stored: StoredItem;
}

const noEntries: readonly IndexEntry[] = [];

/** Follows the table's items. Entries of outdated versions stay until the replicas have a newer one. */
export class SecondaryIndex implements RowSource {
  readonly schema: IndexDefinition;
  readonly rows = new SortedRows<IndexEntry>();
  readonly #tableSchema: KeySchema;
  readonly #entries = new Map<StoredItem, readonly IndexEntry[]>();

  constructor(schema: IndexDefinition, tableSchema: KeySchema) {
    this.schema = schema;
    this.#tableSchema = tableSchema;
  }

  /** @throws ValidationException: the item can't be in this index, nor left out. */
  check(item: Item): void {
    checkIndexKey(this.schema.name, this.schema, item);
  }

  /** Call it after every write of the item. */
  follow(stored: StoredItem): void {
    const old = this.#entries.get(stored) ?? noEntries;
    const current: IndexEntry[] = [];
    for (const { item } of [...stored.older, stored.newest]) {
      const key = item && indexKeyOf(this.schema, item);
      if (!key || entryOf(current, key)) continue;
      const known = entryOf(old, key);
      const entry = known ?? { key, stored };
      if (!known) this.rows.insert(entry);
      current.push(entry);
    }
    for (const entry of old) if (!current.includes(entry)) this.rows.remove(entry);
    if (current.length > 0) this.#entries.set(stored, current);
    else this.#entries.delete(stored);
  }

  /** Forgets an item that the table has deleted. */
  delete(stored: StoredItem): void {
    for (const entry of this.#entries.get(stored) ?? noEntries) this.rows.remove(entry);
    this.#entries.delete(stored);
  }

  read({ key, stored }: IndexEntry, nowMs: number): FoundRow | undefined {
    const { item: whole } = stored.replicaVersionAt(nowMs);
    const keyNow = whole && indexKeyOf(this.schema, whole);
    if (!whole || !keyNow || !isSameKey(key, keyNow)) return undefined;
    const item = this.keyOf(whole);
    return { item, bytes: bytesOfItem(item), whole };
  }

  keyOf(item: Item): Item {
    return pickKeys(item, [this.#tableSchema, this.schema]);
  }

  positionOf(start: Item): Row {
    return startKey(() => {
      const key = keyOfItem(this.schema, start);
      const stored = { key: keyOfItem(this.#tableSchema, start) };
      if (Object.keys(start).length === Object.keys(this.keyOf(start)).length) return { key, stored };
      throw validationException('it has other attributes than the keys');
    });
  }
}

const entryOf = (entries: readonly IndexEntry[], key: ItemKey): IndexEntry | undefined =>
  entries.find((entry) => isSameKey(entry.key, key));

const isSameKey = (a: ItemKey, b: ItemKey): boolean => a.partition === b.partition && a.sort === b.sort;

/** @returns What `read` makes of an `ExclusiveStartKey`. @throws ValidationException: what is wrong with it as a key. */
function startKey<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationException(`The provided starting key is invalid: ${error.message}`);
  }
}

/** @returns The key attributes of all schemas; the item has them. */
function pickKeys(item: Item, schemas: readonly KeySchema[]): Item {
  const keys: Item = {};
  for (const { partitionKey, sortKey } of schemas) {
    keys[partitionKey.name] = item[partitionKey.name]!;
    if (sortKey) keys[sortKey.name] = item[sortKey.name]!;
  }
  return keys;
}
