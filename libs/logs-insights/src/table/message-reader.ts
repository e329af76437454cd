import { discoverFields } from '../discovery/discover-fields';
import { FieldSelection } from '../discovery/field-selection';
import { lambdaFieldNames, readLambdaFields } from '../discovery/lambda-fields';
import { type Value } from '../values/value';
import { hintFor } from './field-hint';

/** More texts take longer to look for than reading a message without any of the fields does. */
const maxHints = 6;

const noFields: ReadonlyMap<string, Value> = new Map();

/** Reads a choice of fields of messages. */
export class MessageReader {
  readonly #fromJson: FieldSelection | undefined;
  /** Texts of which a message with one of the fields has at least one; undefined when nothing is certain. */
  readonly #hints: readonly string[] | undefined;
  readonly #fromLambda: FieldSelection | undefined;

  constructor(names: readonly string[]) {
    const ofLambda = names.filter((name) => lambdaFieldNames.includes(name));
    const ofJson = names.filter((name) => !lambdaFieldNames.includes(name));
    const hints = ofJson.map(hintFor).filter((hint) => hint !== undefined);
    this.#fromLambda = ofLambda.length > 0 ? new FieldSelection(ofLambda) : undefined;
    this.#fromJson = ofJson.length > 0 ? new FieldSelection(ofJson) : undefined;
    this.#hints = hints.length === ofJson.length && hints.length <= maxHints ? [...hints, '\\u'] : undefined;
  }

  /** @returns Those that the message has. */
  read(message: string): ReadonlyMap<string, Value> {
    const json = this.#fromJson && this.#mayHaveFields(message) ? discoverFields(message, this.#fromJson) : noFields;
    if (!this.#fromLambda) return json;
    const lambda = readLambdaFields(message, this.#fromLambda);
    return json.size === 0 ? lambda : new Map([...json, ...lambda]);
  }

  #mayHaveFields(message: string): boolean {
    return this.#hints?.some((hint) => message.includes(hint)) ?? true;
  }
}
