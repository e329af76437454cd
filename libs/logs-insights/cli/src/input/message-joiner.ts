import { type EventTarget } from './event-reader';

/** That of the largest event that CloudWatch Logs takes, UTF-16 units. */
const maxMessageLength = 1024 * 1024;

/** The first line of an event; `timestamp` is missing where no date stands. */
export interface EventStart {
  readonly timestamp: number | undefined;
  readonly message: string;
  readonly logStream?: string;
}

/** Takes events, some of which have no date. */
export interface DatedTarget {
  add(event: EventStart): void;
  end(): void;
}

/** Joins the lines of messages that have several. */
export class MessageJoiner {
  readonly #dated: DatedTarget;
  readonly #target: EventTarget;
  #start: EventStart | undefined;
  #lines: string[] = [];
  #length = 0;
  #blankCount = 0;

  constructor(dated: DatedTarget, target: EventTarget) {
    this.#dated = dated;
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
