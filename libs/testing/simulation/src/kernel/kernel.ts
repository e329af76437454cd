import { Draws } from './draws';
import { EventHeap, type Timer } from './event-heap';

export interface KernelOptions {
  readonly seed: number;
  /** Epoch ms. */
  readonly startMs: number;
  /** Receives the lines of the trace. Without it no line is made. */
  readonly record?: ((line: string) => void) | undefined;
}

/**
 * Time, chance and the record of what happened in one simulated world.
 *
 * Nothing in the world takes place outside an event of the heap or the promises that it settles. The caller who steps
 * the kernel lets all promises settle before the next step.
 */
export class Kernel {
  readonly startMs: number;
  readonly draws: Draws;
  readonly isRecording: boolean;
  eventCount = 0;
  #nowMs: number;
  #order = 0;
  #hash = 0x811c9dc5;
  readonly #heap = new EventHeap();
  readonly #record: ((line: string) => void) | undefined;

  constructor({ seed, startMs, record }: KernelOptions) {
    this.startMs = startMs;
    this.#nowMs = startMs;
    this.draws = new Draws(seed);
    this.#record = record;
    this.isRecording = record !== undefined;
  }

  /** Epoch ms, true time: the clocks of processes differ from it. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** A fingerprint of everything that was marked so far: eight hexadecimal digits. */
  get traceHash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  after(delayMs: number, run: () => void): Timer {
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, Math.round(delayMs)), order: (this.#order += 1), run };
    this.#heap.push(timer);
    return timer;
  }

  /** Lets the next event happen. @returns False when there is none. */
  step(): boolean {
    for (;;) {
      const timer = this.#heap.pop();
      if (!timer) return false;
      const { run } = timer;
      if (!run) continue;
      this.#nowMs = timer.atMs;
      this.eventCount += 1;
      this.#hash = Math.imul(this.#hash ^ (timer.atMs - this.startMs), 0x01000193);
      this.#hash = Math.imul(this.#hash ^ timer.order, 0x01000193);
      run();
      return true;
    }
  }

  /** Adds a number to the fingerprint. */
  mark(code: number): void {
    this.#hash = Math.imul(this.#hash ^ code, 0x01000193);
  }

  /** Writes a line of the trace. Ask {@link isRecording} first where making the text costs something. */
  note(text: string): void {
    this.#record?.(`${formatOffset(this.#nowMs - this.startMs)} ${text}`);
  }
}

/** @example '+  0:12:05.250' */
function formatOffset(offsetMs: number): string {
  const pad = (value: number, length: number): string => String(Math.floor(value)).padStart(length, '0');
  const seconds = offsetMs / 1000;
  const time = `${pad((seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}.${pad(offsetMs % 1000, 3)}`;
  return `+${String(Math.floor(seconds / 3600)).padStart(3, ' ')}:${time}`;
}
