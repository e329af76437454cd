import { nameHash, SeededRandom, spreadBits, type Timer, type TimerClock, TimerQueue } from '@pulso/world/time';

export interface KernelOptions {
  readonly seed: number;
  /** Epoch ms. */
  readonly startMs: number;
  /** Receives the lines of the trace. Absent: no line is written. */
  readonly record?: ((line: string) => void) | undefined;
}

/**
 * Time, chance and the trace of one simulated world.
 *
 * Nothing in the world takes place outside an event of the heap or the promises that it settles. The caller who steps
 * the kernel lets all promises settle before the next step.
 */
export class Kernel {
  readonly startMs: number;
  readonly draws: Draws;
  readonly isRecording: boolean;
  /** For models, like the local cloud's. */
  readonly clock: TimerClock = {
    nowMs: () => this.#nowMs,
    setTimer: (atMs, callback) => {
      const timer = this.after(atMs - this.#nowMs, callback);
      return () => {
        timer.run = undefined;
      };
    },
  };
  eventCount = 0;
  #nowMs: number;
  #hash = 0x811c9dc5;
  readonly #timers = new TimerQueue();
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

  /** A fingerprint of everything marked so far: eight hexadecimal digits. */
  get traceHash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  after(delayMs: number, run: () => void): Timer {
    return this.#timers.add(this.#nowMs + Math.max(0, Math.round(delayMs)), run);
  }

  /** Lets the next event happen. @returns False when there is none. */
  step(): boolean {
    const timer = this.#timers.take();
    if (!timer) return false;
    this.#nowMs = timer.atMs;
    this.eventCount += 1;
    this.mark(timer.atMs - this.startMs);
    this.mark(timer.order);
    timer.run?.();
    return true;
  }

  /** Adds a number to the fingerprint. */
  mark(code: number): void {
    this.#hash = Math.imul(this.#hash ^ code, 0x01000193);
  }

  /** Writes a line of the trace. Check {@link isRecording} first if the text is costly. */
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
