import { type ConsoleEvent } from '@pulso/local/console-api';

/** An event and its place in the log; places grow by one, from 1. */
export interface PlacedEvent {
  readonly place: number;
  readonly event: ConsoleEvent;
}

/** How many events are kept at least; a reader that is further behind has missed some. */
const keptCount = 5000;

/** The latest of what happened, for readers that come and go. */
export class EventLog {
  private events: PlacedEvent[] = [];
  private readonly readers = new Set<(event: PlacedEvent) => void>();
  private nextPlace = 1;

  append(event: ConsoleEvent): void {
    const placed = { place: this.nextPlace, event };
    this.nextPlace += 1;
    this.events.push(placed);
    if (this.events.length > 2 * keptCount) this.events = this.events.slice(-keptCount);
    for (const read of this.readers) read(placed);
  }

  /** The place of the latest event, 0 when there was none. */
  get lastPlace(): number {
    return this.nextPlace - 1;
  }

  /** @returns Events behind a place, oldest first; undefined when some of them are no longer kept, or never were. */
  after(place: number): readonly PlacedEvent[] | undefined {
    const first = this.events[0]?.place ?? this.nextPlace;
    if (!Number.isInteger(place) || place + 1 < first || place > this.lastPlace) return undefined;
    return this.events.slice(place + 1 - first);
  }

  /** Tells every event from now on. @returns Takes it back. */
  follow(read: (event: PlacedEvent) => void): () => void {
    this.readers.add(read);
    return () => this.readers.delete(read);
  }
}
