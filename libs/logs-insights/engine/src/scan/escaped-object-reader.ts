import { endOfNumber, endOfString, skipSpace, slotKinds, wordLength } from './escaped-json';
import { type FieldCandidate, candidateNamed, candidatesInside, keyText, rootCandidates } from './field-candidates';
import { isPlain } from './json-bytes';

/** Fields beyond this many are not discovered, as in the plain reading of JSON. */
const maxFields = 200;

/** Objects that are nested deeper are left to the plain reading. */
const maxDepth = 30;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads the selected fields of a JSON object that stands, escaped, inside a JSON string: `{\"a\":1}`. That is how an
 * exported log event holds the document that a program logged.
 *
 * It is the fast half of a pair: what it does not take, such as keys with escapes, goes to the plain reading, which decides.
 * What it does take gives the same fields.
 */
export class EscapedObjectReader {
  /** For each slot what it holds, from `slotKinds`. */
  readonly kinds: Uint8Array;
  /** For each slot where its text starts, without quotes. */
  readonly starts: Int32Array;
  /** For each slot where its text ends, exclusively. */
  readonly ends: Int32Array;
  readonly #root: readonly FieldCandidate[];
  readonly #levels: (readonly FieldCandidate[])[] = [];
  readonly #indexes = new Int32Array(maxDepth + 1);

  /** @param names - The names of the fields, slot by slot. */
  constructor(names: readonly string[]) {
    this.kinds = new Uint8Array(names.length);
    this.starts = new Int32Array(names.length);
    this.ends = new Int32Array(names.length);
    this.#root = rootCandidates(names);
  }

  /**
   * @param bytes - UTF-8, with a quote after the object.
   * @param start - Where the opening brace stands.
   * @returns The position after the object, or -1 for what is left to the plain reading.
   */
  read(bytes: Uint8Array, start: number): number {
    const { kinds, starts, ends } = this;
    const levels = this.#levels;
    const indexes = this.#indexes;
    kinds.fill(slotKinds.missing);
    levels[0] = this.#root;
    let level = this.#root;
    let isArray = false;
    let arrays = 0;
    let depth = 0;
    let isFirst = true;
    let fieldCount = 0;
    let position = start + 1;
    for (;;) {
      let byte = bytes[position];
      if (byte === 0x20 || byte === backslash) {
        position = skipSpace(bytes, position);
        byte = bytes[position];
      }
      if (byte === (isArray ? 0x5d : 0x7d)) {
        position += 1;
        if (depth === 0) return position;
        depth -= 1;
        level = levels[depth] ?? none;
        isArray = ((arrays >> depth) & 1) === 1;
        isFirst = false;
        continue;
      }
      if (isFirst) isFirst = false;
      else {
        if (byte !== 0x2c) return -1;
        position += 1;
        if (bytes[position] === 0x20 || bytes[position] === backslash) position = skipSpace(bytes, position);
      }
      let keyStart = 0;
      let keyEnd = 0;
      if (!isArray) {
        if (bytes[position] !== backslash || bytes[position + 1] !== quote) return -1;
        keyStart = position + 2;
        keyEnd = keyStart;
        while (isPlain[bytes[keyEnd] as number] === 1) keyEnd += 1;
        if (bytes[keyEnd] !== backslash || bytes[keyEnd + 1] !== quote) return -1;
        position = keyEnd + 2;
        if (bytes[position] !== 0x3a) position = skipSpace(bytes, position);
        if (bytes[position] !== 0x3a) return -1;
        position += 1;
        if (bytes[position] === 0x20 || bytes[position] === backslash) position = skipSpace(bytes, position);
      }
      const first = bytes[position];
      if (first === 0x7b || first === 0x5b) {
        if (depth === maxDepth) return -1;
        let inner = none;
        if (level.length > 0) {
          inner = isArray
            ? candidatesInside(level, keyText(indexes[depth] as number), 0, -1)
            : candidatesInside(level, bytes, keyStart, keyEnd);
        }
        if (isArray) indexes[depth] = (indexes[depth] as number) + 1;
        depth += 1;
        levels[depth] = inner;
        level = inner;
        isArray = first === 0x5b;
        arrays = isArray ? arrays | (1 << depth) : arrays & ~(1 << depth);
        indexes[depth] = 0;
        isFirst = true;
        position += 1;
        continue;
      }
      let kind: number = slotKinds.string;
      let valueStart = position;
      let valueEnd = position;
      if (first === backslash) {
        if (bytes[position + 1] !== quote) return -1;
        valueStart = position + 2;
        valueEnd = endOfString(bytes, valueStart);
        if (valueEnd < 0) return -1;
        position = valueEnd + 2;
      } else if (first === 0x6e || first === 0x74 || first === 0x66) {
        const length = wordLength(bytes, position);
        if (length === 0) return -1;
        kind = first === 0x6e ? slotKinds.missing : first === 0x74 ? slotKinds.true : slotKinds.false;
        position += length;
      } else {
        valueEnd = endOfNumber(bytes, position);
        if (valueEnd < 0) return -1;
        kind = slotKinds.number;
        position = valueEnd;
      }
      if (kind !== slotKinds.missing) fieldCount += 1;
      if (level.length > 0) {
        const slot = isArray
          ? candidateNamed(level, keyText(indexes[depth] as number), 0, -1)
          : candidateNamed(level, bytes, keyStart, keyEnd);
        if (slot >= 0 && fieldCount <= maxFields && kinds[slot] === slotKinds.missing) {
          kinds[slot] = kind;
          starts[slot] = valueStart;
          ends[slot] = valueEnd;
        }
      }
      if (isArray) indexes[depth] = (indexes[depth] as number) + 1;
    }
  }
}

const none: readonly FieldCandidate[] = [];
