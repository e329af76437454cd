import { signal } from '@preact/signals';
import type { QueueSummary } from '@pulso/local/console-api';

import { lookAgain } from '../../state/events';
import { attempt, overview } from '../../state/overview';

/** What a part of the page gets. */
export interface PartProps {
  /** Of one thing, from the address; undefined: all are shown. */
  readonly name?: string | undefined;
  /** What of it is looked for, from the address. */
  readonly wanted?: string | undefined;
  /** undefined: not known yet. */
  readonly queues?: readonly QueueSummary[] | undefined;
}

/** What the last action did, for the live region. */
export const said = signal('');

/** Does what a person has asked for, and says what came of it; `during` is said until then. */
export async function act(doIt: () => Promise<string>, during = ''): Promise<void> {
  let done = '';
  said.value = during;
  const doing = attempt(async () => {
    done = await doIt();
  });
  lookAgain();
  await doing;
  said.value = done;
  lookAgain();
}

/** @returns The name of a resource as this repository calls it, without application and stage. */
export function shortName(name: string): string {
  const prefix = `pulso-${overview.value?.stage ?? 'local'}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
