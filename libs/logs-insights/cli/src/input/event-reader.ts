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
  /**
   * So many events have no date, nor has anything near them: they are of 1970-01-01.
   *
   * @param place - Where a date would have been read.
   */
  undated(eventCount: number, place: string): void;
}
