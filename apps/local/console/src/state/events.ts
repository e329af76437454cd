import { signal } from '@preact/signals';
import type { ConsoleEvent } from '@pulso/local/console-api';

import type { StreamMessage } from '../events-worker';
import { cloudNowMs, hearMoment } from './cloud-time';

/** Whether the event stream is open; undefined before the first time. */
export const isConnected = signal<boolean | undefined>(undefined);

/** Whether this address will never answer again. */
export const isGone = signal(false);

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

/** Takes every event from now on, by the stream that all tabs share. */
export function followEvents(): void {
  const { port } = new SharedWorker('events-worker.js', { type: 'module' });
  port.onmessage = ({ data }) => hear(data as StreamMessage);
  addEventListener('pagehide', () => port.postMessage('leaves'));
  // Of a page that comes back from the browser's memory, the worker has forgotten the port.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

function hear(message: StreamMessage): void {
  if ('data' in message) {
    const event = JSON.parse(message.data) as ConsoleEvent;
    hearMoment(event.atMs);
    return tell(event);
  }
  isConnected.value = message.state === 'open';
  isGone.value = message.state === 'gone';
  // What has happened before may not be told.
  if (message.state === 'open') lookAgain();
}
