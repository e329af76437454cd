import { type LogEvent } from '../../../engine/src/execution/event-row';
import { type EventTarget } from './event-reader';
import { type DatedTarget, type EventStart } from './message-joiner';

/** So many events wait for the first date of an input; with more of them at its start, those are of 1970. */
const maxWaiting = 1_000;

/** Where the dates of plain text stand. */
export const lineStart = 'the starts of lines';

/**
 * Gives events without a date one: that of the event before them in the input, or at its start that of the first one
 * that has any. Without any date at all, they are of 1970-01-01.
 */
export class DateCarrier implements DatedTarget {
  readonly #target: EventTarget;
  readonly #place: string;
  #waiting: EventStart[] = [];
  #lastMs: number | undefined;
  #undatedCount = 0;

  /** @param place - Where dates stand, for people. */
  constructor(target: EventTarget, place: string) {
    this.#target = target;
    this.#place = place;
  }

  add(event: EventStart): void {
    if (event.timestamp !== undefined) {
      this.#lastMs = event.timestamp;
      this.#release();
    } else if (this.#lastMs === undefined) {
      this.#waiting.push(event);
      if (this.#waiting.length > maxWaiting) this.#release();
      return;
    }
    this.#emit(event);
  }

  end(): void {
    this.#release();
    if (this.#undatedCount > 0) this.#target.undated(this.#undatedCount, this.#place);
  }

  #release(): void {
    if (this.#lastMs === undefined) this.#undatedCount += this.#waiting.length;
    for (const event of this.#waiting) this.#emit(event);
    this.#waiting = [];
  }

  #emit({ timestamp = this.#lastMs ?? 0, message, logStream }: EventStart): void {
    const event: LogEvent = { timestamp, message, ...(logStream !== undefined && { logStream }) };
    this.#target.add(event);
  }
}
