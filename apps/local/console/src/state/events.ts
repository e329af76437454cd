import { signal } from '@preact/signals';
import type { ConsoleEvent } from '@pulso/local/console-api';

import { hearMoment } from './cloud-time';
import { loadOverview } from './overview';

/** Whether the event stream is open; undefined before the first time. */
export const isConnected = signal<boolean | undefined>(undefined);

const listeners = new Set<(event: ConsoleEvent) => void>();

/** Tells each event to a part of the page. @returns Ends it. */
export function onEvent(listen: (event: ConsoleEvent) => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Takes every event from now on. The browser connects again by itself, and gets what it has missed. */
export function followEvents(): void {
  const stream = new EventSource('events');
  stream.onopen = () => {
    isConnected.value = true;
  };
  stream.onerror = () => {
    isConnected.value = false;
  };
  stream.onmessage = ({ data }) => take(JSON.parse(data) as ConsoleEvent);
}

function take(event: ConsoleEvent): void {
  hearMoment(event.atMs);
  if (['reset', 'alarm', 'activity'].includes(event.type)) void loadOverview();
  for (const listen of listeners) listen(event);
}
