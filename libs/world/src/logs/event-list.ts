/** An event as it is written. */
export interface LogEventInput {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** An event as it is kept. */
export interface StoredLogEvent extends LogEventInput {
  /** Epoch milliseconds. */
  readonly ingestionTime: number;
  readonly logStream: string;
  readonly logGroupName: string;
}

/** Which events are listed; all when both are left out. */
export interface EventRange {
  /** Epoch milliseconds, inclusive. */
  readonly startMs?: number;
  /** Epoch milliseconds, exclusive. */
  readonly endMs?: number;
}

/** The events of a log group by time, those of one time in the order in which they arrived. */
export class EventList {
  readonly #events: StoredLogEvent[] = [];

  /** Adds events, in any order of time. */
  append(events: Iterable<StoredLogEvent>): void {
    for (const event of events) {
      // Mostly the newest comes last, so that nothing has to move.
      const place = this.#newestMs() <= event.timestamp ? this.#events.length : this.#placeOf(event.timestamp + 1);
      this.#events.splice(place, 0, event);
    }
  }

  /** @returns A copy, which later events do not change. */
  in({ startMs = -Infinity, endMs = Infinity }: EventRange = {}): readonly StoredLogEvent[] {
    return this.#events.slice(this.#placeOf(startMs), this.#placeOf(endMs));
  }

  /** Drops the events before a moment, epoch milliseconds. */
  dropBefore(epochMs: number): void {
    this.#events.splice(0, this.#placeOf(epochMs));
  }

  #newestMs(): number {
    return this.#events.at(-1)?.timestamp ?? -Infinity;
  }

  /** @returns How many events are before a moment. */
  #placeOf(epochMs: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.timestamp ?? 0) < epochMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
