import { type Value, WrittenNumber, jsonFalse, jsonTrue } from '../values/value';
import { slotKinds } from './escaped-json';

/** A power of two. */
const entryCount = 4096;

/** Longer texts are seldom repeated. */
const maxCachedBytes = 32;

interface Entry {
  readonly kind: number;
  readonly bytes: Uint8Array;
  readonly value: Value;
}

const decoder = new TextDecoder();

/**
 * Makes the values of fields out of bytes, and remembers the last ones: most fields of most events repeat what others had.
 *
 * None of the values holds on to the bytes.
 */
export class ValueCache {
  readonly #entries: (Entry | undefined)[] = Array.from({ length: entryCount }, () => undefined);

  /** @param kind - From `slotKinds`; a string stands there as it is inside a JSON document inside a JSON string. */
  valueOf(kind: number, bytes: Uint8Array, start: number, end: number): Value {
    if (kind === slotKinds.missing) return undefined;
    if (kind === slotKinds.true) return jsonTrue;
    if (kind === slotKinds.false) return jsonFalse;
    if (end - start > maxCachedBytes) return makeValue(kind, bytes, start, end);
    let hash = kind;
    for (let index = start; index < end; index += 1) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0;
    const place = (hash ^ (hash >>> 12)) & (entryCount - 1);
    const entry = this.#entries[place];
    if (entry && entry.kind === kind && isEqual(entry.bytes, bytes, start, end)) return entry.value;
    const value = makeValue(kind, bytes, start, end);
    this.#entries[place] = { kind, bytes: bytes.slice(start, end), value };
    return value;
  }
}

function isEqual(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let index = 0; index < known.length; index += 1) if (known[index] !== bytes[start + index]) return false;
  return true;
}

function makeValue(kind: number, bytes: Uint8Array, start: number, end: number): Value {
  const text = decoder.decode(bytes.subarray(start, end));
  if (kind === slotKinds.number) return new WrittenNumber(Number(text), text);
  if (!text.includes('\\')) return text;
  // The reader has checked the escapes of both documents, so that both parse.
  return JSON.parse(`"${JSON.parse(`"${text}"`) as string}"`) as string;
}

/** @returns A message, which stands there as it is inside a JSON string. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, end));
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}
