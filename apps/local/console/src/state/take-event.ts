import type { ConsoleEvent } from '@pulso/local/console-api';

import { hearMoment } from './cloud-time';
import { loadOverview } from './overview';

const listeners = new Set<(event: ConsoleEvent) => void>();

/** Tells each event to a part of the page. @returns Ends it. */
export function onEvent(listen: (event: ConsoleEvent) => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Passes on an event of the stream. */
export function takeEvent(event: ConsoleEvent): void {
  hearMoment(event.atMs);
  if (['reset', 'alarm', 'activity'].includes(event.type)) void loadOverview();
  for (const listen of listeners) listen(event);
}
