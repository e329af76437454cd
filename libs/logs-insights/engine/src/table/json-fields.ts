import { discoverFields } from '../discovery/discover-fields';
import { FieldSelection } from '../discovery/field-selection';
import { marksOfLinesWith } from '../discovery/line-formats';
import { type Value } from '../values/value';
import { type FieldFamily } from './field-family';
import { hintFor } from './field-hint';
import { type JoinedText } from './joined-text';
import { JsonObjectReader } from './json-object-reader';
import { type TargetColumn } from './target-column';
import { TextSeeker } from './text-seeker';

/** More texts take longer to look for than reading a message without any of the fields does. */
const maxHints = 6;

const noFields: ReadonlyMap<string, Value> = new Map();
const encoder = new TextEncoder();

/** The fields of the first JSON object in a message, or of a line of another shape that has none. */
export class JsonFields implements FieldFamily {
  readonly names: readonly string[];
  readonly #selection: FieldSelection;
  readonly #objects: JsonObjectReader;
  /** Texts of which a message with one of the fields has at least one; undefined when nothing is certain. */
  readonly #hints: readonly string[] | undefined;
  /** Texts of which a line without JSON has at least one if it has one of the fields. */
  readonly #marks: readonly string[];
  #bytes = new Uint8Array(0);

  constructor(names: readonly string[]) {
    const hints = names.map(hintFor).filter((hint) => hint !== undefined);
    this.names = names;
    this.#selection = new FieldSelection(names);
    this.#objects = new JsonObjectReader(names);
    this.#marks = [...new Set(names.flatMap(marksOfLinesWith))];
    this.#hints =
      hints.length === names.length && hints.length <= maxHints ? [...hints, '\\u', ...this.#marks] : undefined;
  }

  readMessage(message: string): ReadonlyMap<string, Value> {
    const mayHaveFields = this.#hints?.some((hint) => message.includes(hint)) ?? true;
    return mayHaveFields ? discoverFields(message, this.#selection) : noFields;
  }

  readJoined(joined: JoinedText, rows: Uint32Array, count: number, columns: readonly TargetColumn[]): void {
    const { text } = joined;
    const { kinds, starts, ends } = this.#objects;
    if (this.#bytes.length < text.length) this.#bytes = new Uint8Array(text.length);
    const bytes = this.#bytes.subarray(0, text.length);
    encoder.encodeInto(text, bytes);
    const brace = new TextSeeker(text, '{');
    const hints = this.#hints?.map((hint) => new TextSeeker(text, hint));
    const marks = this.#marks.map((mark) => new TextSeeker(text, mark));
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const start = joined.startOf(row);
      const end = joined.ends[row] ?? 0;
      const hasBrace = brace.seek(start) < end;
      const isObject = start < end && hasBrace && (!hints || isAnyWithin(hints, start, end));
      const isLine = !hasBrace && isAnyWithin(marks, start, end);
      // An object that is cut off does not go on in the next message: what stands between them is no JSON.
      const objectEnd = isObject ? this.#objects.read(bytes, brace.seek(start)) : 0;
      if (start === end || isLine || objectEnd < 0) {
        const fields = this.readMessage(joined.messageAt(row));
        for (const column of columns) column.set(row, fields.get(column.name));
        continue;
      }
      for (let slot = 0; slot < columns.length; slot += 1) {
        const kind = isObject ? (kinds[slot] ?? 0) : 0;
        columns[slot]?.setFromBytes(row, kind, bytes, starts[slot] ?? 0, ends[slot] ?? 0);
      }
    }
  }
}

function isAnyWithin(hints: readonly TextSeeker[], start: number, end: number): boolean {
  for (const hint of hints) if (hint.seek(start) < end) return true;
  return false;
}
