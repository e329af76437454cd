import { type IncomingMessage, type ServerResponse } from 'node:http';

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

/** A proxy or a browser that hears nothing for long takes the connection for dead, real ms. */
const heartbeatMs = 15_000;

/** A reader that leaves more than this unread is let go: it gets the rest when it comes back. */
const maxUnreadBytes = 32 * 1024 * 1024;

/**
 * Answers with what happens from now on, as server-sent events, until the reader is gone. A reader that comes back names
 * the last event that it has seen, as browsers do, and gets what it has missed; `reset` tells it that this is too much.
 *
 * @param nowMs - The local cloud's time.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function serveEvents(
  request: IncomingMessage,
  response: ServerResponse,
  log: EventLog,
  nowMs: () => number,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const lastSeen = request.headers['last-event-id'];
  const missed = lastSeen === undefined ? [] : log.after(Number(lastSeen));
  if (missed) response.write(`retry: 1000\nid: ${log.lastPlace - missed.length}\n\n`);
  else write(response, { place: log.lastPlace, event: { type: 'reset', atMs: nowMs() } });
  for (const event of missed ?? []) write(response, event);
  const forget = log.follow((event) => {
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else write(response, event);
  });
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  heartbeat.unref();
  response.on('close', () => {
    forget();
    clearInterval(heartbeat);
  });
}

const write = (response: ServerResponse, { place, event }: PlacedEvent): void =>
  void response.write(`id: ${place}\ndata: ${JSON.stringify(event)}\n\n`);
