import { type LocalClock, nameHash, SeededRandom, spreadBits } from '@pulso/world/time';

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

/** The time of a world for models that take a clock. */
export const clockOf = (kernel: Kernel): Pick<LocalClock, 'nowMs' | 'setTimer'> => ({
  nowMs: () => kernel.nowMs,
  setTimer: (atMs, run) => {
    const timer = kernel.after(atMs - kernel.nowMs, run);
    return () => {
      timer.run = undefined;
    };
  },
});

/** @example '+  0:12:05.250' */
function formatOffset(offsetMs: number): string {
  const pad = (value: number, length: number): string => String(Math.floor(value)).padStart(length, '0');
  const seconds = offsetMs / 1000;
  const time = `${pad((seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}.${pad(offsetMs % 1000, 3)}`;
  return `+${String(Math.floor(seconds / 3600)).padStart(3, ' ')}:${time}`;
}

/** Something that happens at a time. */
export interface Timer {
  readonly atMs: number;
  /** Counts up: events of one time happen in the order in which they were planned. */
  readonly order: number;
  /** Undefined once cancelled. */
  run: (() => void) | undefined;
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);

/** A binary heap: the earliest event first. */
class EventHeap {
  readonly #timers: Timer[] = [];

  get size(): number {
    return this.#timers.length;
  }

  push(timer: Timer): void {
    const timers = this.#timers;
    let index = timers.length;
    timers.push(timer);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = timers[parentIndex];
      if (!parent || isBefore(parent, timer)) break;
      timers[index] = parent;
      index = parentIndex;
    }
    timers[index] = timer;
  }

  pop(): Timer | undefined {
    const timers = this.#timers;
    const first = timers[0];
    const last = timers.pop();
    if (!last || timers.length === 0) return first;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = timers[childIndex];
      const other = timers[childIndex + 1];
      if (other && child && isBefore(other, child)) {
        child = other;
        childIndex += 1;
      }
      if (!child || isBefore(last, child)) break;
      timers[index] = child;
      index = childIndex;
    }
    timers[index] = last;
    return first;
  }
}

const nameHashes = new Map<string, number>();

/** Names come back in every world. */
function keptHash(name: string): number {
  const hash = nameHashes.get(name) ?? nameHash(name);
  nameHashes.set(name, hash);
  return hash;
}

/**
 * All chance of one simulated world, from one seed, through named streams: a draw that is added in one place does not
 * shift the draws of another.
 */
export class Draws {
  readonly #streams = new Map<string, SeededRandom>();
  readonly #seed: number;

  /** @param seed - A whole number of at least 0. */
  constructor(seed: number) {
    this.#seed = spreadBits(seed | 0) ^ spreadBits(Math.floor(seed / 4_294_967_296) + 0x9e3779b9);
  }

  of(name: string): SeededRandom {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream = new SeededRandom(spreadBits(this.#seed ^ keptHash(name)));
    this.#streams.set(name, stream);
    return stream;
  }
}
