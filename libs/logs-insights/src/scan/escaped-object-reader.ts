import { type FieldCandidate, candidateNamed, candidatesInside, keyText, rootCandidates } from './field-candidates';
import { isHex4, isPlain, isShortEscape } from './json-bytes';

/** Fields beyond this many are not discovered, as in the plain reading of JSON. */
const maxFields = 200;

/** Objects that are nested deeper are left to the plain reading. */
const maxDepth = 30;

const quote = 0x22;
const backslash = 0x5c;

/** What stands in a slot. */
export const slotKinds = { missing: 0, string: 1, number: 2, true: 3, false: 4 } as const;

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
   * @param bytes - UTF-8, with a quote somewhere after the object.
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

/** White space stands between tokens as itself or, but for the space, escaped. */
function skipSpace(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    const byte = bytes[position];
    if (byte === 0x20) position += 1;
    else if (byte === backslash && isEscapedSpace(bytes[position + 1])) position += 2;
    else return position;
  }
}

/** `n`, `r` or `t` after a backslash. */
const isEscapedSpace = (byte: number | undefined): boolean => byte === 0x6e || byte === 0x72 || byte === 0x74;

/** @returns Where the closing quote's backslash stands, or -1 for a string that is not well formed or holds rare escapes. */
function endOfString(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    while (isPlain[bytes[position] as number] === 1) position += 1;
    if (bytes[position] !== backslash) return -1;
    const next = bytes[position + 1];
    if (next === quote) return position;
    if (next !== backslash) return -1;
    const escaped = bytes[position + 2];
    if (escaped === backslash) {
      const inner = bytes[position + 3];
      if (inner !== quote && inner !== backslash) return -1;
      position += 4;
    } else if (isRareEscape(escaped)) position += 3;
    else if (escaped === 0x75 && isHex4(bytes, position + 3)) position += 7;
    else return -1;
  }
}

/** One of `/ b f n r t`: the others have a case of their own. */
const isRareEscape = (byte: number | undefined): boolean =>
  byte !== undefined && isShortEscape[byte] === 1 && byte !== quote && byte !== backslash;

/** @returns The length of `null`, `true` or `false`, or 0. */
function wordLength(bytes: Uint8Array, start: number): number {
  const word = bytes[start] === 0x6e ? words.null : bytes[start] === 0x74 ? words.true : words.false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return 0;
  return word.length;
}

const words = {
  null: [0x6e, 0x75, 0x6c, 0x6c],
  true: [0x74, 0x72, 0x75, 0x65],
  false: [0x66, 0x61, 0x6c, 0x73, 0x65],
} as const;

/** @returns Where the number ends, or -1 where none stands. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  let position = bytes[start] === 0x2d ? start + 1 : start;
  const whole = position;
  while (isDigit(bytes[position])) position += 1;
  if (position === whole || (bytes[whole] === 0x30 && position > whole + 1)) return -1;
  if (bytes[position] === 0x2e) {
    const fraction = position + 1;
    position = fraction;
    while (isDigit(bytes[position])) position += 1;
    if (position === fraction) return -1;
  }
  const exponent = bytes[position];
  if (exponent === 0x65 || exponent === 0x45) {
    position += 1;
    if (bytes[position] === 0x2b || bytes[position] === 0x2d) position += 1;
    const digits = position;
    while (isDigit(bytes[position])) position += 1;
    if (position === digits) return -1;
  }
  return position;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
