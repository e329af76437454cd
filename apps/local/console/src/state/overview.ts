import { signal } from '@preact/signals';
import type { Overview } from '@pulso/local/console-api';

/** What stands above every page; undefined before it is known. */
export const overview = signal<Overview | undefined>(undefined);

/** What could not be done, until the person has read it. */
export const problem = signal<string | undefined>(undefined);

/** Does what a person has asked for, and shows why it could not be done. */
export async function attempt(act: () => Promise<void>): Promise<void> {
  problem.value = await problemOf(act);
}

/** Why the last refresh did not work. */
let staleness: string | undefined;

/** Brings what is shown up to date, and shows why that could not be done. */
export async function refresh(act: () => Promise<void>): Promise<void> {
  const now = await problemOf(act);
  problem.value = problemAfterRefresh(problem.value, staleness, now);
  staleness = now;
}

/** @returns undefined when it has worked. */
async function problemOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Says which problem stands on the page once it has brought itself up to date. One of something that a person has asked
 * for stays: they may not have read it.
 *
 * @param shown - The problem that stands there.
 * @param before - Why the last refresh did not work, undefined when it did.
 * @param now - Why this one did not.
 */
export const problemAfterRefresh = (
  shown: string | undefined,
  before: string | undefined,
  now: string | undefined,
): string | undefined => (now !== undefined || shown === before ? now : shown);
