import { JsonText } from '../json/json-text';
import { type Value, WrittenNumber, jsonFalse, jsonTrue } from '../values/value';
import { type FieldSelection } from './field-selection';

/** How many times the length of a message may be read in search of its first JSON object. */
const maxReadings = 4;

/** A JSON object in a message: where it stands, the end exclusive, and the selected fields in it. */
interface FoundObject {
  readonly start: number;
  readonly end: number;
  readonly fields: ReadonlyMap<string, Value>;
}

/** @returns The first JSON object in the message, be it all of it or a part; undefined when there is none. */
export function findFirstObject(message: string, selection: FieldSelection): FoundObject | undefined {
  let allowance = maxReadings * message.length;
  for (let start = message.indexOf('{'); start >= 0 && allowance > 0; start = message.indexOf('{', start + 1)) {
    const reader = new JsonFieldReader(message, start, selection);
    if (reader.read()) return { start, end: reader.position, fields: reader.fields };
    allowance -= reader.position - start;
  }
  return undefined;
}

/** Fields beyond this many are not discovered. Which ones AWS takes is unverified; these are the first in the document. */
const maxFields = 200;

interface Container {
  readonly isArray: boolean;
  /** What the names inside start with; undefined when no selected name starts so. */
  readonly prefix: string | undefined;
  memberCount: number;
}

/**
 * Reads the fields of one JSON object in one pass, without building the object and without recursion.
 *
 * Names are flattened: `a.b`, `items.0`. Of two that flatten to the same name the first counts. A number keeps the text
 * it was written with, `true` is 1 and `false` is 0; a null is a missing field.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
class JsonFieldReader {
  readonly fields = new Map<string, Value>();
  readonly #json: JsonText;
  readonly #selection: FieldSelection;
  readonly #containers: Container[] = [];
  #fieldCount = 0;

  /** @param start - Where the opening brace stands. */
  constructor(text: string, start: number, selection: FieldSelection) {
    this.#json = new JsonText(text, start + 1);
    this.#selection = selection;
    this.#containers.push({ isArray: false, prefix: '', memberCount: 0 });
  }

  /** Where reading ended: after the object, or where it stopped being one. */
  get position(): number {
    return this.#json.position;
  }

  /** @returns Whether a complete JSON object stands there. */
  read(): boolean {
    for (let top = this.#containers.at(-1); top; top = this.#containers.at(-1)) {
      if (!this.#readMember(top)) return false;
    }
    return true;
  }

  #readMember(container: Container): boolean {
    const json = this.#json;
    json.skipSpace();
    if (json.take(container.isArray ? ']' : '}')) {
      this.#containers.pop();
      return true;
    }
    if (container.memberCount > 0 && !json.take(',')) return false;
    const index = container.memberCount;
    container.memberCount += 1;
    json.skipSpace();
    if (container.isArray) return this.#readValue(container.prefix && container.prefix + index);
    if (!json.readString()) return false;
    const name = container.prefix === undefined ? undefined : fieldName(container.prefix, json.lastString());
    json.skipSpace();
    if (!json.take(':')) return false;
    json.skipSpace();
    return this.#readValue(name);
  }

  #readValue(name: string | undefined): boolean {
    const json = this.#json;
    const isArray = json.take('[');
    if (isArray || json.take('{')) {
      const prefix = name === undefined ? undefined : `${name}.`;
      const isReached = prefix !== undefined && this.#selection.reachesInto(prefix);
      this.#containers.push({ isArray, prefix: isReached ? prefix : undefined, memberCount: 0 });
      return true;
    }
    if (json.readString()) {
      if (this.#isTaken(name)) this.fields.set(name, json.lastString());
      return true;
    }
    if (json.takeWord('null')) return true;
    const isTrue = json.takeWord('true');
    if (isTrue || json.takeWord('false')) {
      if (this.#isTaken(name)) this.fields.set(name, isTrue ? jsonTrue : jsonFalse);
      return true;
    }
    const number = json.readNumber();
    if (number === undefined) return false;
    if (this.#isTaken(name)) this.fields.set(name, new WrittenNumber(Number(number), number));
    return true;
  }

  /** Counts a field, and tells whether it is one of those that are wanted. */
  #isTaken(name: string | undefined): name is string {
    this.#fieldCount += 1;
    if (name === undefined || this.#fieldCount > maxFields) return false;
    return this.#selection.has(name) && !this.fields.has(name);
  }
}

/**
 * @param prefix - Where the key stands: empty, or a path that ends in a dot.
 * @returns The key as a field's name. One that starts with `@` gets one more: names with a single one are the system's.
 */
export const fieldName = (prefix: string, key: string): string =>
  prefix === '' && key.startsWith('@') ? `@${key}` : prefix + key;
