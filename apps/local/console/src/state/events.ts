import { signal } from '@preact/signals';
import type { ConsoleEvent } from '@pulso/local/console-api';

import { cloudNowMs, hearMoment } from './cloud-time';

/** How the stream stands; `gone`: it never comes back, as after a start of the local cloud with another address. */
type Connection = 'open' | 'closed' | 'gone';

/** undefined before the first time that the stream is open or closed. */
export const connection = signal<Connection | undefined>(undefined);

const listeners = new Set<(event: ConsoleEvent) => void>();

/** Tells each event to a part of the page. @returns Ends it. */
export function onEvent(listen: (event: ConsoleEvent) => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Tells an event to every part of the page that listens. */
export function tell(event: ConsoleEvent): void {
  for (const listen of listeners) listen(event);
}

/** Lets every part of the page ask for what it shows. */
export const lookAgain = (): void => tell({ type: 'reset', atMs: cloudNowMs() ?? 0 });

/** What tabs hear of the one stream. */
type StreamMessage = { readonly state: Connection } | { readonly data: string };

/**
 * Takes every event from now on. A browser opens six connections to an address, so one tab alone has the stream, and tells
 * the others; when it is closed, the next one takes over.
 */
export function followEvents(): void {
  const others = new BroadcastChannel(location.pathname);
  others.onmessage = ({ data }) => hear(data as StreamMessage);
  const tellAll = (message: StreamMessage): void => {
    others.postMessage(message);
    hear(message);
  };
  const stream = (): Promise<void> =>
    new Promise((giveUp) => {
      // The browser connects again by itself, and gets what it has missed.
      const source = new EventSource('events');
      source.onopen = () => tellAll({ state: 'open' });
      source.onmessage = ({ data }) => tellAll({ data: String(data) });
      source.onerror = () => {
        const isOver = source.readyState === EventSource.CLOSED;
        tellAll({ state: isOver ? 'gone' : 'closed' });
        if (isOver) giveUp();
      };
    });
  void navigator.locks.request(location.pathname, stream);
  // A page that comes back from the browser's memory has heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

function hear(message: StreamMessage): void {
  if ('data' in message) {
    const event = JSON.parse(message.data) as ConsoleEvent;
    hearMoment(event.atMs);
    return tell(event);
  }
  connection.value = message.state;
  // What has happened before may not be told.
  if (message.state === 'open') lookAgain();
}
