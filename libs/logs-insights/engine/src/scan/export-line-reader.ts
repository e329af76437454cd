import { type EscapedObjectReader } from './escaped-object-reader';
import { endOfText, isPlain } from './json-bytes';

/** Where the parts of an exported event stand in the bytes; -1 for what is missing. */
export class ExportLineReader {
  readonly #objects: EscapedObjectReader | undefined;
  /** Whether the message starts with a JSON object whose fields the reader of objects holds now. */
  hasObject = false;
  /** Epoch milliseconds; NaN when the line names none. */
  timestamp = NaN;
  /** Epoch milliseconds; NaN when the line names none. */
  ingestionTime = NaN;
  messageStart = -1;
  messageEnd = -1;
  logStreamStart = -1;
  logStreamEnd = -1;

  /** @param objects - Reads a message that starts with a JSON object on the way; undefined when no field of it is wanted. */
  constructor(objects?: EscapedObjectReader) {
    this.#objects = objects;
  }

  /**
   * Reads one line of an export: a JSON object with `timestamp`, `message` and other members, in any order.
   *
   * @param start - Where the line starts.
   * @param end - Where it ends, exclusively, without the line break.
   * @returns false for what is left to the plain reading: no such object, or one with rare members or escapes.
   */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.timestamp = NaN;
    this.ingestionTime = NaN;
    this.messageStart = -1;
    this.messageEnd = -1;
    this.logStreamStart = -1;
    this.logStreamEnd = -1;
    this.hasObject = false;
    let position = start + 1;
    if (bytes[start] !== openingBrace) return false;
    for (;;) {
      position = skipSpace(bytes, position);
      if (bytes[position] !== quote) return false;
      const keyStart = position + 1;
      position = keyStart;
      while (isPlain[bytes[position] as number] === 1) position += 1;
      if (bytes[position] !== quote) return false;
      const keyEnd = position;
      position = skipSpace(bytes, position + 1);
      if (bytes[position] !== colon) return false;
      position = skipSpace(bytes, position + 1);
      position = this.#readValue(bytes, keyStart, keyEnd, position);
      if (position < 0 || position >= end) return false;
      position = skipSpace(bytes, position);
      const next = bytes[position];
      if (next === closingBrace) {
        position = skipSpace(bytes, position + 1);
        return position >= end && this.messageStart >= 0 && !Number.isNaN(this.timestamp);
      }
      if (next !== comma) return false;
      position += 1;
    }
  }

  /** @returns The position after the value, -1 for one that is left to the plain reading. */
  #readValue(bytes: Uint8Array, keyStart: number, keyEnd: number, start: number): number {
    const key = memberNamed(bytes, keyStart, keyEnd);
    if (key === 'rare') return -1;
    if (bytes[start] === quote) {
      if (key === 'timestamp' || key === 'ingestionTime') return -1;
      if (key === 'message') return this.#readMessage(bytes, start + 1);
      const end = endOfText(bytes, start + 1);
      if (key === 'logStreamName') {
        if (this.logStreamStart >= 0) return -1;
        this.logStreamStart = start + 1;
        this.logStreamEnd = end;
      }
      return end < 0 ? -1 : end + 1;
    }
    if (key === 'message' || key === 'logStreamName') return -1;
    return this.#readTime(bytes, key, start);
  }

  #readMessage(bytes: Uint8Array, start: number): number {
    if (this.messageStart >= 0) return -1;
    const objectEnd = this.#objects && bytes[start] === openingBrace ? this.#objects.read(bytes, start) : -1;
    this.hasObject = objectEnd >= 0;
    this.messageStart = start;
    this.messageEnd = endOfText(bytes, this.hasObject ? objectEnd : start);
    return this.messageEnd < 0 ? -1 : this.messageEnd + 1;
  }

  /** Reads a time, or another whole number, which no query reads. */
  #readTime(bytes: Uint8Array, key: Member | undefined, start: number): number {
    let position = start;
    let value = 0;
    for (let digit = digitOf(bytes[position]); digit >= 0; digit = digitOf(bytes[position])) {
      value = value * 10 + digit;
      position += 1;
    }
    if (position === start || position - start > maxDigits || (bytes[start] === 0x30 && position > start + 1))
      return -1;
    if (key === 'timestamp') {
      if (!Number.isNaN(this.timestamp)) return -1;
      this.timestamp = value;
    } else if (key === 'ingestionTime') this.ingestionTime = value;
    return position;
  }
}

const quote = 0x22;
const colon = 0x3a;
const comma = 0x2c;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/** Longer numbers are no times, and not all of them are exact. */
const maxDigits = 15;

type Member = 'timestamp' | 'message' | 'ingestionTime' | 'logStreamName' | 'rare';

const encoder = new TextEncoder();
const frequent = (['timestamp', 'message', 'ingestionTime', 'logStreamName'] as const).map((name) => ({
  name,
  bytes: encoder.encode(name),
}));
/** Other names of the same, and the log group, which is the plain reading's. */
const rare = ['@timestamp', '@message', '@ingestionTime', '@logStream', '@log', 'logGroupName'].map((name) => ({
  name: 'rare' as const,
  bytes: encoder.encode(name),
}));
const members = [...frequent, ...rare];

function memberNamed(bytes: Uint8Array, start: number, end: number): Member | undefined {
  const length = end - start;
  for (const member of members) {
    if (member.bytes.length !== length) continue;
    let index = 0;
    while (index < length && member.bytes[index] === bytes[start + index]) index += 1;
    if (index === length) return member.name;
  }
  return undefined;
}

const digitOf = (byte: number | undefined): number =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1;

function skipSpace(bytes: Uint8Array, start: number): number {
  let position = start;
  while (bytes[position] === 0x20 || bytes[position] === 0x09 || bytes[position] === 0x0d) position += 1;
  return position;
}
