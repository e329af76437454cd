import { type EventReader } from './event-reader';
import { maxLineBytes } from './line-reader';

/** Takes the parts of JSON documents that hold lists of events. */
export interface DocumentHandler {
  /** A list of events begins; `before` is its document up to the value of `events`. */
  openList(before: string): void;
  closeList(): void;
  /** An object of a list, or one that stands by itself; `line` counted from 1 is where it begins. */
  object(text: string, line: number): void;
  skip(line: number, what: string): void;
}

const [
  tab,
  lineFeed,
  carriageReturn,
  space,
  quote,
  comma,
  openBracket,
  backslash,
  closeBracket,
  openBrace,
  closeBrace,
] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d] as const;

const listMember = /"(?:events|logEvents)"\s*:\s*$/;

/** Longer than `"logEvents"`, the colon and the white space between them. */
const memberLength = 64;

/**
 * Finds the objects in the lists of JSON documents, byte by byte and without building anything else. UTF-8 needs no
 * care: none of its multi-byte characters contains a byte that means something in JSON.
 *
 * - between: before, between and after objects, in lists or outside
 * - object: inside an object, whose bytes are collected until it turns out to be a document
 * - rest: after the list of a document
 * - stopped: after something that is no JSON, since nothing tells where it goes on
 */
export class DocumentScanner implements EventReader {
  readonly #handler: DocumentHandler;
  #state: 'between' | 'object' | 'rest' | 'stopped' = 'between';
  #isInDocument = false;
  /** Brackets that are open outside objects and documents, or inside the list. */
  #listDepth = 0;
  /** Those that were open where the document began. */
  #outerDepth = 0;
  /** Brackets that are open inside the object or the rest of the document. */
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #line = 1;
  #objectLine = 1;
  #collected: Buffer[] = [];
  #collectedBytes = 0;

  constructor(handler: DocumentHandler) {
    this.#handler = handler;
  }

  write(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let objectStart = 0;
    for (let index = 0; index < buffer.length && this.#state !== 'stopped'; index += 1) {
      const byte = buffer[index] ?? 0;
      if (byte === lineFeed) this.#line += 1;
      if (this.#isInString) {
        this.#stepInString(byte);
      } else if (this.#state === 'between') {
        if (byte === openBrace) objectStart = index;
        this.#stepBetween(byte);
      } else if (byte === quote) {
        this.#isInString = true;
      } else if (byte === openBrace || byte === openBracket) {
        const isMember = byte === openBracket && this.#depth === 1 && this.#state === 'object';
        if (isMember && this.#openListAfter(buffer.subarray(objectStart, index))) continue;
        this.#depth += 1;
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#depth -= 1;
        if (this.#depth === 0) this.#close(buffer.subarray(objectStart, index + 1));
      }
    }
    if (this.#state === 'object') this.#collect(buffer.subarray(objectStart));
  }

  end(isCut: boolean): void {
    if (isCut || this.#state === 'stopped') return;
    if (this.#state !== 'between' || this.#isInDocument || this.#listDepth > 0) {
      this.#handler.skip(this.#line, 'ends in the middle of a JSON document');
    }
  }

  #stepInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
  }

  #stepBetween(byte: number): void {
    switch (byte) {
      case openBrace:
        this.#state = 'object';
        this.#depth = 1;
        this.#objectLine = this.#line;
        return;
      case openBracket:
        this.#listDepth += 1;
        return;
      case closeBracket:
        if (this.#listDepth === 0) return this.#stop();
        this.#listDepth -= 1;
        if (this.#isInDocument && this.#listDepth === 0) this.#closeList();
        return;
      case tab:
      case lineFeed:
      case carriageReturn:
      case space:
      case comma:
        return;
      default:
        return this.#stop();
    }
  }

  #stop(): void {
    this.#handler.skip(this.#line, 'is no JSON document from here on; the rest of it was left out');
    this.#state = 'stopped';
  }

  /** Leaves the object for its list when that is what begins here. @returns Whether it is. */
  #openListAfter(part: Buffer): boolean {
    if (this.#isInDocument || !listMember.test(this.#lastCollected(part))) return false;
    this.#handler.openList(Buffer.concat([...this.#collected, part]).toString('utf8'));
    this.#isInDocument = true;
    this.#outerDepth = this.#listDepth;
    this.#listDepth = 1;
    this.#depth = 0;
    this.#state = 'between';
    this.#forget();
    return true;
  }

  /** The end of what was collected: looking at all of it for every bracket would take quadratic time. */
  #lastCollected(part: Buffer): string {
    let text = part.subarray(-memberLength).toString('latin1');
    for (let index = this.#collected.length - 1; index >= 0 && text.length < memberLength; index -= 1) {
      text = (this.#collected[index]?.subarray(-memberLength).toString('latin1') ?? '') + text;
    }
    return text;
  }

  #closeList(): void {
    this.#handler.closeList();
    this.#isInDocument = false;
    this.#listDepth = this.#outerDepth;
    this.#state = 'rest';
    this.#depth = 1;
  }

  #close(part: Buffer): void {
    if (this.#state === 'object') {
      if (this.#collectedBytes + part.length > maxLineBytes) {
        this.#handler.skip(this.#objectLine, `is an object of more than ${maxLineBytes / 1024 / 1024} MiB`);
      } else {
        this.#handler.object(Buffer.concat([...this.#collected, part]).toString('utf8'), this.#objectLine);
      }
    }
    this.#state = 'between';
    this.#forget();
  }

  #collect(part: Buffer): void {
    this.#collectedBytes += part.length;
    if (this.#collectedBytes <= maxLineBytes) this.#collected.push(Buffer.from(part));
    else this.#collected = [];
  }

  #forget(): void {
    this.#collected = [];
    this.#collectedBytes = 0;
  }
}
