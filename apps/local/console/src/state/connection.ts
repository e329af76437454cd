import { signal } from '@preact/signals';
import type { ConsoleEvent } from '@pulso/local/console-api';

/** Whether the event stream is open; undefined before the first time. */
export const isConnected = signal<boolean | undefined>(undefined);

/** Tells every event from now on. The browser connects again by itself, and gets what it has missed. */
export function followEvents(take: (event: ConsoleEvent) => void): void {
  const stream = new EventSource('events');
  stream.onopen = () => {
    isConnected.value = true;
  };
  stream.onerror = () => {
    isConnected.value = false;
  };
  stream.onmessage = ({ data }) => take(JSON.parse(data) as ConsoleEvent);
}
