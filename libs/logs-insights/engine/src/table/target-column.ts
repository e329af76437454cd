import { type Value } from '../values/value';
import { type ByteCodes } from './byte-codes';
import { unread } from './dictionary';
import { type ColumnCodes } from './table-chunk';

/** A column of a chunk that is being filled. */
export class TargetColumn {
  readonly name: string;
  readonly #column: ColumnCodes;
  readonly #codes: ByteCodes;

  constructor(name: string, column: ColumnCodes, codes: ByteCodes) {
    this.name = name;
    this.#column = column;
    this.#codes = codes;
  }

  isUnread(row: number): boolean {
    return this.#column.codes[row] === unread;
  }

  set(row: number, value: Value): void {
    this.#setCode(row, this.#codes.dictionary.codeOf(value));
  }

  /** Sets what stands in the bytes of a JSON document; the parameters are those of {@link ByteCodes}. */
  setFromBytes(row: number, kind: number, bytes: Uint8Array, start: number, end: number): void {
    this.#setCode(row, this.#codes.codeOf(kind, bytes, start, end));
  }

  #setCode(row: number, code: number): void {
    const { codes } = this.#column;
    if (codes[row] === unread) this.#column.readCount += 1;
    codes[row] = code;
  }
}
