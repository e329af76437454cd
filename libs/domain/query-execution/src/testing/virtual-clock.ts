/** Enough turns for every promise that does not wait for the clock, however long its chain. */
const turnsPerEvent = 30;

/** A clock that jumps from event to event; events of one millisecond happen in the order in which they were planned. */
export class VirtualClock {
  nowMs: number;
  readonly #events = new Map<number, (() => void)[]>();
  #lastDueMs = 0;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => this.at(this.nowMs + durationMs, resolve));
  }

  at(atMs: number, run: () => void): void {
    const dueMs = Math.ceil(atMs);
    const due = this.#events.get(dueMs);
    if (due) due.push(run);
    else this.#events.set(dueMs, [run]);
    this.#lastDueMs = Math.max(this.#lastDueMs, dueMs);
  }

  /** Runs until nothing is left to happen. */
  async runToEnd(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      this.nowMs = next.atMs;
      next.run();
      for (let turn = 0; turn < turnsPerEvent; turn += 1) await Promise.resolve();
    }
  }

  #next(): { readonly atMs: number; readonly run: () => void } | undefined {
    for (let atMs = this.nowMs; atMs <= this.#lastDueMs; atMs += 1) {
      const run = this.#events.get(atMs)?.shift();
      if (run) return { atMs, run };
      this.#events.delete(atMs);
    }
    return undefined;
  }
}
