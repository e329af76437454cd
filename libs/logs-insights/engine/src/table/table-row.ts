import { discoverFields } from '../discovery/discover-fields';
import { pointerTo } from '../execution/event-row';
import { type WritableRow } from '../execution/row';
import { Instant, type Value } from '../values/value';
import { unread } from './dictionary';
import { attributeNames } from './event-store';
import { type QueryColumns } from './query-columns';
import { type TableChunk } from './table-chunk';

/** A row of a chunk as commands see it; what no column has is found in the message. */
export class TableRow implements WritableRow {
  readonly #columns: QueryColumns;
  readonly #chunk: TableChunk;
  readonly #ordinal: number | undefined;
  #row: number;
  #made: Map<string, Value> | undefined;
  #discovered: ReadonlyMap<string, Value> | undefined;

  /** @param ordinal - Left out where the row is done with before the next chunk is looked at. */
  constructor(columns: QueryColumns, chunk: TableChunk, row: number, ordinal?: number) {
    this.#ordinal = ordinal;
    this.#columns = columns;
    this.#chunk = chunk;
    this.#row = row;
  }

  /** The event's place among those of the query. */
  get ordinal(): number {
    return this.#ordinal ?? this.#columns.ordinalOf(this.#row);
  }

  get timestamp(): number {
    return this.#chunk.timestamps[this.#row] ?? NaN;
  }

  /** Makes this the row of another event of the chunk. */
  moveTo(row: number): void {
    this.#row = row;
    this.#discovered = undefined;
    this.#made = undefined;
  }

  get(name: string): Value {
    if (this.#made?.has(name)) return this.#made.get(name);
    if (name === '@timestamp') return new Instant(this.timestamp);
    if (name === '@message') return this.#message;
    if (name === '@ptr') return pointerTo(this.timestamp, this.ordinal);
    const code = this.#chunk.knownColumn(name)?.codes[this.#row] ?? unread;
    if (code !== unread || attributeNames.has(name)) return this.#columns.valueOf(name, code);
    this.#discovered ??= discoverFields(this.#message, this.#columns.eventContext.selection);
    return this.#discovered.get(name);
  }

  set(name: string, value: Value): void {
    this.#made ??= new Map();
    this.#made.set(name, value);
  }

  get #message(): string {
    return this.#chunk.messageAt(this.#row);
  }
}
