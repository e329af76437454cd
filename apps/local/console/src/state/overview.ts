import { signal } from '@preact/signals';
import type { Overview } from '@pulso/local/console-api';

import { lookAgain } from './events';

/** What stands above every page; undefined before it is known. */
export const overview = signal<Overview | undefined>(undefined);

/** Why something could not be done, or brought up to date; undefined: all is well. */
export const problem = signal<string | undefined>(undefined);

/** What came of the last deed; undefined: nothing to tell. */
export const said = signal<string | undefined>(undefined);

/** Does what a person has asked for, and shows why it could not be done. */
export async function attempt(act: () => Promise<unknown>): Promise<void> {
  problem.value = await problemOf(act);
}

/** Does something to the local cloud, and shows at once what is different then; `act` gives what came of it. */
export async function change(act: () => Promise<string | undefined>): Promise<void> {
  const doing = attempt(async () => {
    said.value = await act();
  });
  lookAgain();
  await doing;
  lookAgain();
}

/** @returns Why it could not be done; undefined when it could. */
export async function problemOf(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @returns The name of a resource as this repository calls it, without application and stage. */
export function shortName(name: string): string {
  const prefix = `pulso-${overview.value?.stage ?? 'local'}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
