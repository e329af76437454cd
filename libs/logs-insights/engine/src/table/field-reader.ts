import { ByteCodes } from './byte-codes';
import { type EventStore } from './event-store';
import { type FieldFamily } from './field-family';
import { JsonFields } from './json-fields';
import { LambdaLineFields, isLambdaField } from './lambda-line-fields';
import { type TableChunk } from './table-chunk';
import { TargetColumn } from './target-column';

/** Where fewer than one row in so many is read, preparing the whole chunk takes longer than it saves. */
const fewRows = 16;

/** Reads a choice of fields of the messages of one store into their columns. */
export class FieldReader {
  readonly #families: readonly FieldFamily[];
  readonly #codes: ReadonlyMap<string, ByteCodes>;

  constructor(names: readonly string[], store: EventStore) {
    const ofLambda = names.filter(isLambdaField);
    const ofJson = names.filter((name) => !isLambdaField(name));
    this.#families = [
      ...(ofJson.length > 0 ? [new JsonFields(ofJson)] : []),
      ...(ofLambda.length > 0 ? [new LambdaLineFields(ofLambda)] : []),
    ];
    this.#codes = new Map(names.map((name) => [name, new ByteCodes(store.dictionary(name))]));
  }

  /** @param rows - Ascending; the first `count` of them. */
  read(chunk: TableChunk, rows: Uint32Array, count: number): void {
    for (const family of this.#families) {
      const columns = family.names.flatMap((name) => this.#target(chunk, name));
      if (chunk.joined && count * fewRows >= chunk.rowCount) family.readJoined(chunk.joined, rows, count, columns);
      else readOneByOne(family, chunk, rows.subarray(0, count), columns);
    }
  }

  #target(chunk: TableChunk, name: string): readonly TargetColumn[] {
    const codes = this.#codes.get(name);
    return codes ? [new TargetColumn(name, chunk.column(name), codes)] : [];
  }
}

function readOneByOne(
  family: FieldFamily,
  chunk: TableChunk,
  rows: Uint32Array,
  columns: readonly TargetColumn[],
): void {
  for (const row of rows) {
    const fields = family.readMessage(chunk.messageAt(row));
    for (const column of columns) column.set(row, fields.get(column.name));
  }
}
