import { signal } from '@preact/signals';

/** Whether the event stream is open; undefined before the first time. */
export const isConnected = signal<boolean | undefined>(undefined);
