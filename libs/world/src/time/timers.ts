/** What models take the time from: real time in the local cloud, the simulation's own there. */
export interface TimerClock {
  /** Epoch ms. */
  nowMs(): number;
  /**
   * Calls `callback` once when the clock reaches `atMs`, at once (in a later turn) when it has passed already.
   *
   * @returns Cancels the timer; harmless when it has fired.
   */
  setTimer(atMs: number, callback: () => void): () => void;
}

/** Something that happens at a time. */
export interface Timer {
  readonly atMs: number;
  /** Counts up: timers of one time fire in the order of planning. */
  readonly order: number;
  /** Undefined once cancelled. */
  run: (() => void) | undefined;
}

/** Timers in order. Most are planned for soon, so few are moved for a new one. */
export class TimerQueue {
  /** The earliest is the last. */
  readonly #timers: Timer[] = [];
  #order = 0;

  add(atMs: number, run: () => void): Timer {
    const timer: Timer = { atMs, order: (this.#order += 1), run };
    const timers = this.#timers;
    let index = timers.length;
    for (let low = 0; low < index;) {
      const middle = (low + index) >>> 1;
      if (timers[middle]!.atMs > atMs) low = middle + 1;
      else index = middle;
    }
    timers.splice(index, 0, timer);
    return timer;
  }

  /** @returns The earliest that is not cancelled, which stays. */
  peek(): Timer | undefined {
    while (this.#timers.length > 0 && !this.#timers.at(-1)?.run) this.#timers.pop();
    return this.#timers.at(-1);
  }

  /** @returns As {@link peek}; it is then no longer there. */
  take(): Timer | undefined {
    this.peek();
    return this.#timers.pop();
  }
}
