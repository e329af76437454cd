import { signal } from '@preact/signals';
import type { Overview } from '@pulso/console-api';

import { call } from '../api/call';
import { hearTime } from './cloud-time';

/** Undefined before it is known. */
export const overview = signal<Overview | undefined>(undefined);

/** What could not be done, until the person has read it. */
export const problem = signal<string | undefined>(undefined);

/** Asks for what stands above every page. */
export async function loadOverview(): Promise<void> {
  await attempt(async () => {
    overview.value = await call('overview', {});
    hearTime(overview.value.nowMs);
  });
}

/** Does something and shows why it could not be done. */
export async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
    problem.value = undefined;
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}
