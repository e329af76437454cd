import { signal } from '@preact/signals';
import type { Overview } from '@pulso/local/console-api';

/** What stands above every page; undefined before it is known. */
export const overview = signal<Overview | undefined>(undefined);

/** Why something could not be done, or brought up to date; undefined: all is well. */
export const problem = signal<string | undefined>(undefined);

/** Does what a person has asked for, and shows why it could not be done. */
export async function attempt(act: () => Promise<unknown>): Promise<void> {
  problem.value = await problemOf(act);
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
