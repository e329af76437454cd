import { type EventTarget } from './line-reader';

/** The first line of an event; `timestamp` is missing where no date stands. */
interface EventStart {
  readonly timestamp: number | undefined;
  readonly message: string;
  readonly logStream?: string;
}

/** So many events wait for the first date of an input; with more of them at its start, those are of 1970. */
const maxWaiting = 1_000;

/**
 * Gives events without a date one: that of the event before them in the input, or at its start that of the first one
 * that has any. Without any date at all, they are of 1970-01-01.
 */
export class DateCarrier {
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

  #emit({ timestamp = this.#lastMs ?? 0, ...event }: EventStart): void {
    this.#target.add({ ...event, timestamp });
  }
}

/** That of the largest event that CloudWatch Logs takes, UTF-16 units. */
const maxMessageLength = 1024 * 1024;

/** Joins the lines of messages that have several. */
export class MessageJoiner {
  readonly #dated: DateCarrier;
  readonly #target: EventTarget;
  #start: EventStart | undefined;
  #lines: string[] = [];
  #length = 0;
  #blankCount = 0;

  constructor(target: EventTarget) {
    this.#dated = new DateCarrier(target);
    this.#target = target;
  }

  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  start(start: EventStart): void {
    this.#flush();
    this.#start = start;
    this.#lines = [start.message];
    this.#length = start.message.length;
  }

  /** A blank line counts only when the message goes on after it. */
  blank(): void {
    if (this.isOpen) this.#blankCount += 1;
  }

  continue(line: string, number: number): void {
    this.#length += line.length + 1 + this.#blankCount;
    if (this.#length > maxMessageLength) {
      this.#target.skip(number, 'makes a message of more than 1 MiB');
      return;
    }
    for (; this.#blankCount > 0; this.#blankCount -= 1) this.#lines.push('');
    this.#lines.push(line);
  }

  end(): void {
    this.#flush();
    this.#dated.end();
  }

  #flush(): void {
    if (!this.#start) return;
    this.#dated.add(this.#lines.length === 1 ? this.#start : { ...this.#start, message: this.#lines.join('\n') });
    this.#start = undefined;
    this.#blankCount = 0;
  }
}
