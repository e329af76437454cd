import { slotKinds } from '../scan/escaped-json';
import { type Value, WrittenNumber, jsonFalse, jsonTrue } from '../values/value';
import { type Dictionary, missing } from './dictionary';

/** A power of two. */
const placeCount = 4096;

/** Longer texts are seldom repeated. */
const maxCachedBytes = 64;

const decoder = new TextDecoder();

/** Finds the codes of values that stand in the bytes of JSON documents, most of them without making the value. */
export class ByteCodes {
  readonly dictionary: Dictionary;
  /** By place, which is a hash of kind and bytes: the code that was last found so, 0 for none. */
  readonly #codes = new Uint32Array(placeCount);

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** @param kind - From `slotKinds`. @param bytes - ASCII. */
  codeOf(kind: number, bytes: Uint8Array, start: number, end: number): number {
    if (kind === slotKinds.missing) return missing;
    if (kind === slotKinds.true) return this.dictionary.codeOf(jsonTrue);
    if (kind === slotKinds.false) return this.dictionary.codeOf(jsonFalse);
    if (end - start > maxCachedBytes) return this.dictionary.codeOf(makeValue(kind, bytes, start, end));
    let hash = kind;
    for (let index = start; index < end; index += 1) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0;
    const place = (hash ^ (hash >>> 12)) & (placeCount - 1);
    const known = this.#codes[place] ?? 0;
    if (isWritten(this.dictionary.values[known], kind, bytes, start, end)) return known;
    const code = this.dictionary.codeOf(makeValue(kind, bytes, start, end));
    this.#codes[place] = code;
    return code;
  }
}

/** @returns Whether the value stands in the bytes to the letter. A text with escapes never does. */
function isWritten(value: Value, kind: number, bytes: Uint8Array, start: number, end: number): boolean {
  const text = kind === slotKinds.string ? value : value instanceof WrittenNumber ? value.json : undefined;
  if (typeof text !== 'string' || text.length !== end - start) return false;
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes[start + index];
    if (text.charCodeAt(index) !== byte || byte === backslash) return false;
  }
  return true;
}

const backslash = 0x5c;

function makeValue(kind: number, bytes: Uint8Array, start: number, end: number): Value {
  const text = decoder.decode(bytes.subarray(start, end));
  if (kind === slotKinds.number) return new WrittenNumber(Number(text), text);
  // The reader has checked the escapes, so that this parses.
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}
