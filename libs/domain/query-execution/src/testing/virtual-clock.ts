/** Enough turns for every promise that does not wait for the clock, however long its chain. */
const turnsPerEvent = 30;

/** Ten times what the largest world of this library needs: 2,000 queries make some 18,000 events. */
const maxEventCount = 200_000;

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

  /**
   * Runs until nothing is left to happen.
   *
   * @param maxCount - How many events may happen until then.
   * @throws {RangeError} There were more: something comes back for ever.
   */
  async runToEnd(maxCount = maxEventCount): Promise<void> {
    let count = 0;
    for (let next = this.#next(); next; next = this.#next()) {
      count += 1;
      if (count > maxCount) {
        throw new RangeError(
          `After ${maxCount} events, at ${next.atMs} ms, there was still one to come: the bound of runToEnd.`,
        );
      }
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
