import { type EventContext, logNamed } from '../execution/event-row';
import { fieldsOf } from '../plan/walk-expression';
import { type Expression } from '../syntax/expression';
import { type Value } from '../values/value';
import { unread } from './dictionary';
import { type EventStore, attributeNames } from './event-store';
import { FieldReader } from './field-reader';
import { grownTo } from './grow-array';
import { type RowBatch } from './row-batch';
import { type ColumnCodes, type TableChunk } from './table-chunk';

/** Fields of which hardly two events have the same value; they are read where they are. */
const uniqueNames: ReadonlySet<string> = new Set(['@timestamp', '@message', '@ptr']);

/** @returns Whether a field is kept as codes. */
export const isColumn = (name: string): boolean => !uniqueNames.has(name);

/** @returns The names of the fields that an expression reads, each once. */
export const namesIn = (expression: Expression): readonly string[] => [
  ...new Set(fieldsOf(expression).map(({ name }) => name)),
];

/** The columns of one store as one query sees them, read from the messages as far as the query asks. */
export class QueryColumns {
  readonly store: EventStore;
  readonly eventContext: EventContext;
  /** Whether a message that is read for one field is read for all of {@link allNames}. */
  readsAll = false;
  /** Gives the place of a row of the chunk at hand among the events of the query, counted from 1. */
  ordinalOf: (row: number) => number = () => 0;
  readonly #allNames: readonly string[];
  #unreadRows = new Uint32Array(0);
  readonly #readers = new Map<string, FieldReader>();

  /** @param allNames - Every field that the query will read of many events. */
  constructor(store: EventStore, eventContext: EventContext, allNames: readonly string[]) {
    this.store = store;
    this.eventContext = eventContext;
    this.#allNames = [...new Set(allNames)].filter(isReadFromMessages);
  }

  /** Reads those of the fields that were not read before. @param names - Other names are passed over. */
  read({ chunk, rows, count }: RowBatch, names: readonly string[]): void {
    const asked = [...new Set(names)].filter((name) => !this.isComplete(chunk, name));
    if (asked.length === 0) return;
    const unreadRows = grownTo(this.#unreadRows, count);
    this.#unreadRows = unreadRows;
    const columns = asked.map((name) => chunk.column(name));
    let unreadCount = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      unreadRows[unreadCount] = row;
      unreadCount += isUnreadIn(columns, row) ? 1 : 0;
    }
    if (unreadCount === 0) return;
    const read = this.readsAll ? this.#allNames.filter((name) => !this.isComplete(chunk, name)) : asked;
    this.#readerOf(read).read(chunk, unreadRows, unreadCount);
  }

  /** @returns Whether every row of the chunk has been read for the field. */
  isComplete(chunk: TableChunk, name: string): boolean {
    return !isReadFromMessages(name) || chunk.knownColumn(name)?.readCount === chunk.rowCount;
  }

  /** @returns The value that a code of a column stands for in this query. */
  valueOf(name: string, code: number): Value {
    const value = this.store.dictionary(name).values[code];
    if (name !== '@log') return value;
    return logNamed(typeof value === 'string' ? value : this.store.logGroupName, this.eventContext);
  }

  #readerOf(names: readonly string[]): FieldReader {
    const key = names.join('\n');
    const reader = this.#readers.get(key) ?? new FieldReader(names, this.store);
    this.#readers.set(key, reader);
    return reader;
  }
}

function isUnreadIn(columns: readonly ColumnCodes[], row: number): boolean {
  for (const { codes } of columns) if (codes[row] === unread) return true;
  return false;
}

const isReadFromMessages = (name: string): boolean => isColumn(name) && !attributeNames.has(name);
