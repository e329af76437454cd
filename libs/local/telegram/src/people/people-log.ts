import { type PeopleEvent } from './people-event';

/** An event and its place in the log; places grow by one. */
export type LoggedEvent = PeopleEvent & { readonly place: number };

/** How many events are kept at least; a reader that is further behind has missed some. */
const keptCount = 2000;

/** The latest of what people saw, for readers that ask again and again. */
export class PeopleLog {
  private events: LoggedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private nextPlace = 1;

  append(event: PeopleEvent): void {
    this.events.push({ ...event, place: this.nextPlace });
    this.nextPlace += 1;
    if (this.events.length > 2 * keptCount) this.events = this.events.slice(-keptCount);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  /** The place of the latest event, 0 when there was none. */
  get lastPlace(): number {
    return this.nextPlace - 1;
  }

  /** @returns Events behind a place, oldest first. */
  after(place: number): readonly LoggedEvent[] {
    return this.events.filter((event) => event.place > place);
  }

  /** Calls back once, at the next event. @returns Takes it back. */
  onNext(callback: () => void): () => void {
    this.waiting.add(callback);
    return () => this.waiting.delete(callback);
  }
}
