import { ListValue, MapValue, type Value, WrittenNumber, jsonFalse, jsonTrue } from '../values/value';
import { JsonText } from './json-text';

/** Deeper documents are not read: code that walks a value may recurse, and real documents nest a tenth as deep. */
const maxDepth = 200;

/** A map or a list whose members are being read. */
type Container = { readonly entries: Map<string, Value>; key: string } | { readonly items: Value[] };

/**
 * Reads a JSON object or array, in one pass and without recursion.
 *
 * Numbers keep the text they were written with, `true` is 1, `false` is 0 and null is a missing value. Of two members
 * with the same key the first counts, as among the fields of events (unverified).
 *
 * @param text - White space around the document is skipped.
 * @returns undefined when the text is not one JSON object or array from end to end, or nests more than 200 deep.
 */
export function parseJson(text: string): MapValue | ListValue | undefined {
  return new DocumentReader(new JsonText(text, 0)).read(text.length);
}

class DocumentReader {
  readonly #json: JsonText;
  readonly #containers: Container[] = [];

  constructor(json: JsonText) {
    this.#json = json;
  }

  read(length: number): MapValue | ListValue | undefined {
    const json = this.#json;
    json.skipSpace();
    if (!this.#open()) return undefined;
    let isFirst = true;
    for (let top = this.#containers.at(-1); top; top = this.#containers.at(-1)) {
      json.skipSpace();
      if (json.take('items' in top ? ']' : '}')) {
        const closed = this.#close();
        if (closed) {
          json.skipSpace();
          return json.position === length ? closed : undefined;
        }
        isFirst = false;
        continue;
      }
      if (!isFirst && !json.take(',')) return undefined;
      const depth = this.#containers.length;
      if (!this.#readMember(top)) return undefined;
      isFirst = this.#containers.length > depth;
    }
    return undefined;
  }

  /** Steps into an object or array if one begins here. */
  #open(): boolean {
    if (this.#containers.length >= maxDepth) return false;
    if (this.#json.take('[')) this.#containers.push({ items: [] });
    else if (this.#json.take('{')) this.#containers.push({ entries: new Map(), key: '' });
    else return false;
    return true;
  }

  /** @returns The document, when that was its last bracket. */
  #close(): MapValue | ListValue | undefined {
    const closed = this.#containers.pop();
    if (!closed) return undefined;
    const value = 'items' in closed ? new ListValue(closed.items) : new MapValue(closed.entries);
    const parent = this.#containers.at(-1);
    if (!parent) return value;
    add(parent, value);
    return undefined;
  }

  #readMember(container: Container): boolean {
    const json = this.#json;
    json.skipSpace();
    if ('entries' in container) {
      if (!json.readString()) return false;
      container.key = json.lastString();
      json.skipSpace();
      if (!json.take(':')) return false;
      json.skipSpace();
    }
    return this.#readScalar(container) || this.#open();
  }

  #readScalar(container: Container): boolean {
    const json = this.#json;
    if (json.readString()) add(container, json.lastString());
    else if (json.takeWord('true')) add(container, jsonTrue);
    else if (json.takeWord('false')) add(container, jsonFalse);
    else if (json.takeWord('null')) add(container, undefined);
    else {
      const number = json.readNumber();
      if (number === undefined) return false;
      add(container, new WrittenNumber(Number(number), number));
    }
    return true;
  }
}

function add(container: Container, value: Value): void {
  if ('items' in container) container.items.push(value);
  else if (!container.entries.has(container.key)) container.entries.set(container.key, value);
}
