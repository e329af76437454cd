import { type LogEvent } from '../../engine/event-row';
import { type EventTarget } from './event-reader';
import { type DatedTarget, type EventStart } from './message-joiner';

/** So many events wait for the first date of an input; with more of them at its start, those are of 1970. */
const maxWaiting = 1_000;

/**
 * Gives events without a date one: that of the event before them in the input, or at its start that of the first one
 * that has any. Without any date at all, they are of 1970-01-01.
 */
export class DateCarrier implements DatedTarget {
  readonly #target: EventTarget;
  #waiting: EventStart[] = [];
  #lastMs: number | undefined;
  #undatedCount = 0;

  constructor(target: EventTarget) {
    this.#target = target;
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
    if (this.#undatedCount > 0) this.#target.undated(this.#undatedCount);
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
