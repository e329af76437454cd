import { FieldSelection } from '../discovery/field-selection';
import { lambdaFieldNames, readLambdaFields } from '../discovery/lambda-fields';
import { type Value } from '../values/value';
import { type FieldFamily } from './field-family';
import { type JoinedText } from './joined-text';
import { type TargetColumn } from './target-column';
import { TextSeeker } from './text-seeker';

export const isLambdaField = (name: string): boolean => lambdaFieldNames.includes(name);

/** A line of an application that starts with a time and the request id has a tab no later than here. */
const lastPlaceOfTab = 40;

/** The fields of the lines that Lambda writes as text. */
export class LambdaLineFields implements FieldFamily {
  readonly names: readonly string[];
  readonly #selection: FieldSelection;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#selection = new FieldSelection(names);
  }

  readMessage(message: string): ReadonlyMap<string, Value> {
    return readLambdaFields(message, this.#selection);
  }

  readJoined(joined: JoinedText, rows: Uint32Array, count: number, columns: readonly TargetColumn[]): void {
    const tab = new TextSeeker(joined.text, '\t');
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const start = joined.startOf(row);
      const isOther = start === joined.ends[row];
      const isPossible = isOther || startsWithCapital(joined.text, start) || tab.seek(start) <= start + lastPlaceOfTab;
      const fields = isPossible ? this.readMessage(joined.messageAt(row)) : undefined;
      for (const column of columns) column.set(row, fields?.get(column.name));
    }
  }
}

/** All words with which Lambda's own lines start are in capitals. */
function startsWithCapital(text: string, start: number): boolean {
  const unit = text.charCodeAt(start);
  return unit >= 0x41 && unit <= 0x5a;
}
