import { ListValue, MapValue, type Value, WrittenNumber, jsonFalse, jsonTrue } from '../values/value';
import { matchAt } from '../values/text';

/** Deeper documents are not read: code that walks a value may recurse, and real documents nest a tenth as deep. */
const maxDepth = 200;

/** A JSON object or array in a text; `end` is where the text after it starts. */
interface FoundDocument {
  readonly document: MapValue | ListValue;
  readonly end: number;
}

/** The text is not JSON there, or nests too deep; `position` is where reading stopped. */
class NoJson {
  readonly position: number;

  constructor(position: number) {
    this.position = position;
  }
}

/**
 * Reads the JSON object or array that starts at `start`.
 *
 * Numbers keep the text they were written with, `true` is 1, `false` is 0 and null is a missing value. Of two members
 * with the same key the first counts (unverified).
 *
 * @returns Where reading stopped, if the text is not JSON there or nests more than 200 deep.
 */
export function readJson(text: string, start: number): FoundDocument | NoJson {
  const reader = new JsonReader(text, start);
  try {
    const document = reader.readStructure(0);
    return document ? { document, end: reader.position } : new NoJson(reader.position);
  } catch (error) {
    if (error instanceof NoJson) return error;
    throw error;
  }
}

/**
 * Reads a text that is one JSON object or array, with white space around it at most.
 *
 * @returns undefined for any other text, and for a document that nests more than 200 deep.
 */
export function parseJson(text: string): MapValue | ListValue | undefined {
  const found = readJson(text, text.search(/[^ \t\n\r]|$/));
  return found instanceof NoJson || /[^ \t\n\r]/.test(text.slice(found.end)) ? undefined : found.document;
}

/** How many times the length of a text may be read in search of its first JSON object. */
const maxReadings = 4;

/** @returns The first JSON object in the text, which may be all of it; undefined if it has none. */
export function findFirstObject(text: string): MapValue | undefined {
  let allowance = maxReadings * text.length;
  for (let start = text.indexOf('{'); start >= 0 && allowance > 0; start = text.indexOf('{', start + 1)) {
    const found = readJson(text, start);
    if (found instanceof NoJson) allowance -= found.position - start;
    else if (found.document instanceof MapValue) return found.document;
  }
  return undefined;
}

const specialCharacters = /[\\\u0000-\u001f]/;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class JsonReader {
  readonly #text: string;
  position: number;

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  /** @returns undefined where neither an object nor an array starts. */
  readStructure(depth: number): MapValue | ListValue | undefined {
    const isList = this.#take('[');
    if (!isList && !this.#take('{')) return undefined;
    if (depth >= maxDepth) throw new NoJson(this.position);
    return isList ? this.#readList(depth) : this.#readMap(depth);
  }

  #readList(depth: number): ListValue {
    const items: Value[] = [];
    for (this.#skipSpace(); !this.#take(']'); this.#skipSpace()) {
      if (items.length > 0) this.#expect(',');
      this.#skipSpace();
      items.push(this.#readValue(depth));
    }
    return new ListValue(items);
  }

  #readMap(depth: number): MapValue {
    const entries = new Map<string, Value>();
    let isFirst = true;
    for (this.#skipSpace(); !this.#take('}'); this.#skipSpace()) {
      if (!isFirst) this.#expect(',');
      isFirst = false;
      this.#skipSpace();
      const key = this.#readString();
      if (key === undefined) throw new NoJson(this.position);
      this.#skipSpace();
      this.#expect(':');
      this.#skipSpace();
      const value = this.#readValue(depth);
      if (!entries.has(key)) entries.set(key, value);
    }
    return new MapValue(entries);
  }

  #readValue(depth: number): Value {
    const found = this.#readString() ?? this.readStructure(depth + 1);
    if (found !== undefined) return found;
    if (this.#take('true')) return jsonTrue;
    if (this.#take('false')) return jsonFalse;
    if (this.#take('null')) return undefined;
    const number = matchAt(numberToken, this.#text, this.position)?.[0];
    if (number === undefined) throw new NoJson(this.position);
    this.position += number.length;
    return new WrittenNumber(Number(number), number);
  }

  #readString(): string | undefined {
    if (this.#text[this.position] !== '"') return undefined;
    const end = endOfString(this.#text, this.position);
    const written = this.#text.slice(this.position, end);
    if (!specialCharacters.test(written)) {
      this.position = end;
      return written.slice(1, -1);
    }
    const content = parseString(written);
    if (content === undefined) throw new NoJson(end);
    this.position = end;
    return content;
  }

  #skipSpace(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.position);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.position += 1;
    }
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new NoJson(this.position);
  }
}

/** @returns The end of the string that starts at `start`; the end of the text when nothing closes it. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function parseString(written: string): string | undefined {
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}
