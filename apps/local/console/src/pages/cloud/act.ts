import { signal } from '@preact/signals';

import { lookAgain } from '../../state/events';
import { attempt, overview } from '../../state/overview';

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
