import {
  type EventOrigin,
  isRecord,
  parseAnyJson,
  toLogEvent,
} from '../../../engine/src/exported-events/parse-export-line';
import { type EventReader, type EventTarget, maxLineBytes } from './line-reader';

const lineFeed = 0x0a;
const quote = 0x22;
const backslash = 0x5c;
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
/** White space, and the comma. */
const separators: ReadonlySet<number> = new Set([0x09, lineFeed, 0x0d, 0x20, 0x2c]);

const listMember = /"(?:events|logEvents)"\s*:\s*$/;
/** Longer than `"logEvents"`, the colon and the white space between them. */
const memberLength = 64;

/**
 * Reads the JSON documents that the AWS CLI prints, in any layout: `{"events": [...]}` of `aws logs
 * filter-log-events` and `get-log-events`, several of them, arrays of them or of single events; and
 * `{"logEvents": [...]}`, as subscription filters deliver them. No more than one event is kept at a time.
 *
 * It looks for the objects byte by byte and builds nothing else. UTF-8 needs no care: none of its multi-byte characters
 * contains a byte that means something in JSON.
 *
 * - between: before, between and after objects, in lists or outside
 * - object: inside an object, whose bytes are collected until it turns out to be a document
 * - rest: after the list of a document
 * - stopped: after something that is no JSON, since nothing tells where it goes on
 */
export class DocumentReader implements EventReader {
  readonly #target: EventTarget;
  #state: 'between' | 'object' | 'rest' | 'stopped' = 'between';
  /** What stands before the list of a document while that is open. */
  #origin: EventOrigin | undefined;
  /** Brackets that are open: outside objects those of arrays, inside an object or the rest of a document its own. */
  #outerDepth = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #line = 1;
  #objectLine = 1;
  #collected: Buffer[] = [];
  #collectedBytes = 0;

  constructor(target: EventTarget) {
    this.#target = target;
  }

  write(bytes: Buffer): void {
    let start = 0;
    for (const [index, byte] of bytes.entries()) {
      if (this.#state === 'stopped') return;
      if (byte === lineFeed) this.#line += 1;
      if (this.#isInString) {
        this.#stepInString(byte);
      } else if (this.#state === 'between') {
        start = index;
        this.#stepBetween(byte);
      } else if (byte === quote) {
        this.#isInString = true;
      } else if (byte === openBracket && this.#opensList(bytes.subarray(start, index))) {
        this.#openList(bytes.subarray(start, index));
      } else if (byte === openBrace || byte === openBracket) {
        this.#depth += 1;
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#depth -= 1;
        if (this.#depth === 0) this.#close(bytes.subarray(start, index + 1));
      }
    }
    if (this.#state === 'object') this.#collect(bytes.subarray(start));
  }

  end(isCut: boolean): void {
    if (isCut || this.#state === 'stopped') return;
    if (this.#state !== 'between' || this.#origin || this.#outerDepth > 0) {
      this.#target.skip(this.#line, 'ends in the middle of a JSON document');
    }
  }

  #stepInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
  }

  #stepBetween(byte: number): void {
    if (byte === openBrace) {
      this.#state = 'object';
      this.#depth = 1;
      this.#objectLine = this.#line;
    } else if (byte === closeBracket && this.#origin) {
      this.#origin = undefined;
      this.#state = 'rest';
      this.#depth = 1;
    } else if (byte === openBracket && !this.#origin) {
      this.#outerDepth += 1;
    } else if (byte === closeBracket && this.#outerDepth > 0) {
      this.#outerDepth -= 1;
    } else if (!separators.has(byte)) {
      this.#target.skip(this.#line, 'is no JSON document from here on; the rest of it was left out');
      this.#state = 'stopped';
    }
  }

  /** @param part - What came of the object with these bytes. */
  #opensList(part: Buffer): boolean {
    if (this.#origin || this.#state !== 'object' || this.#depth !== 1) return false;
    // Looking at all of the object for every bracket would take quadratic time.
    const ends = [...this.#collected.slice(-memberLength), part].map((piece) => piece.subarray(-memberLength));
    return listMember.test(Buffer.concat(ends).toString('latin1'));
  }

  /** Leaves the object for its list. */
  #openList(part: Buffer): void {
    this.#origin = originOf(this.#objectWith(part));
    this.#forget();
  }

  #close(part: Buffer): void {
    if (this.#state === 'object' && this.#collectedBytes + part.length > maxLineBytes) {
      this.#target.skip(this.#objectLine, `is an object of more than ${maxLineBytes / 1024 / 1024} MiB`);
    } else if (this.#state === 'object') {
      this.#take(this.#objectWith(part));
    }
    this.#forget();
  }

  #take(text: string): void {
    const parsed = parseAnyJson(text);
    const event = 'problem' in parsed ? parsed.problem : toLogEvent(parsed.value, this.#origin);
    if (typeof event !== 'string') this.#target.add(event);
    else
      this.#target.skip(this.#objectLine, this.#origin || 'problem' in parsed ? event : event + hintAt(parsed.value));
  }

  #objectWith(part: Buffer): string {
    return Buffer.concat([...this.#collected, part]).toString();
  }

  #collect(part: Buffer): void {
    if (part.length === 0) return;
    this.#collectedBytes += part.length;
    if (this.#collectedBytes <= maxLineBytes) this.#collected.push(Buffer.from(part));
    else this.#collected = [];
  }

  #forget(): void {
    this.#state = 'between';
    this.#collected = [];
    this.#collectedBytes = 0;
  }
}

/** Words what an object is that stands in no list of events, and is none. */
function hintAt(value: unknown): string {
  if (!isRecord(value)) return '';
  if (Array.isArray(value['results'])) {
    return ': rows of aws logs get-query-results are no events; export those with aws logs filter-log-events';
  }
  const isExported = 'timestamp' in value && 'message' in value;
  return isExported ? '' : "; objects of an application are read one per line, which jq -c '.[]' makes of an array";
}

/** @param before - The members that stand before the list, as an object that is not closed. */
function originOf(before: string): EventOrigin {
  const parsed = parseAnyJson(`${before}0}`);
  if ('problem' in parsed || !isRecord(parsed.value)) return {};
  const { logGroup, logStream } = parsed.value;
  return {
    ...(typeof logGroup === 'string' && { logGroupName: logGroup }),
    ...(typeof logStream === 'string' && { logStream }),
  };
}
