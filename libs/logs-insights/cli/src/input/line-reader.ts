import { type LogEvent } from '../../../engine/src/execution/event-row';

/** Takes the bytes of one input in order, as they come, and makes log events of them. */
export interface EventReader {
  /** @param bytes - Any part of the input; the reader keeps no reference to it after the call. */
  write(bytes: Buffer): void;
  /**
   * The input has ended: what was held back is an event now.
   *
   * @param isCut - Whether it goes on and is not read any further, so that half a line at its end is none.
   */
  end(isCut: boolean): void;
}

/** Where the events of an input go, and what is wrong with it. */
export interface EventTarget {
  add(event: LogEvent): void;
  /**
   * Something was skipped.
   *
   * @param line - Counted from 1.
   * @param what - Completes `file:line: ...`, for example `is no JSON object`.
   */
  skip(line: number, what: string): void;
  /** So many events have no date, nor has anything near them: they are of 1970-01-01. */
  undated(eventCount: number): void;
}

/** Takes the lines of an input. */
export interface LineHandler {
  /** @param text - Without its line end. `number`: counted from 1. */
  line(text: string, number: number): void;
  end(): void;
}

/** CloudWatch Logs takes events of 1 MiB; escaped in JSON they can have six times as much. */
export const maxLineBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Cuts bytes into lines, each a text of its own: a part of a larger one would keep all of that in memory. */
export class LineReader implements EventReader {
  readonly #handler: LineHandler;
  readonly #target: EventTarget;
  /** The start of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #number = 0;

  constructor(handler: LineHandler, target: EventTarget) {
    this.#handler = handler;
    this.#target = target;
  }

  write(buffer: Buffer): void {
    let start = 0;
    for (let end = buffer.indexOf(lineFeed); end >= 0; end = buffer.indexOf(lineFeed, start)) {
      this.#finishLine(buffer, start, end);
      start = end + 1;
    }
    if (start < buffer.length) this.#keep(buffer.subarray(start));
  }

  end(isCut: boolean): void {
    if (this.#restBytes > 0 && !isCut) this.#finishLine(Buffer.alloc(0), 0, 0);
    this.#handler.end();
  }

  #keep(part: Buffer): void {
    this.#restBytes += part.length;
    if (this.#restBytes <= maxLineBytes) this.#rest.push(Buffer.from(part));
    else this.#rest = [];
  }

  #finishLine(buffer: Buffer, start: number, end: number): void {
    this.#number += 1;
    const byteCount = this.#restBytes + end - start;
    if (byteCount > maxLineBytes) {
      this.#target.skip(this.#number, `is a line of more than ${maxLineBytes / 1024 / 1024} MiB`);
    } else if (this.#restBytes === 0) {
      this.#handler.line(lineOf(buffer, start, end), this.#number);
    } else {
      const line = Buffer.concat([...this.#rest, buffer.subarray(start, end)]);
      this.#handler.line(lineOf(line, 0, line.length), this.#number);
    }
    this.#rest = [];
    this.#restBytes = 0;
  }
}

const lineOf = (buffer: Buffer, start: number, end: number): string =>
  buffer.toString('utf8', start, end > start && buffer[end - 1] === carriageReturn ? end - 1 : end);
