import { type RunEvent } from '@pulso/contracts/run-events';
import { type Clock } from '@pulso/time';

import { boundOutcome } from './bound-outcome';
import { runExpiresAtSeconds } from './pacing';
import { type ResultToStore, type RunStore } from './ports';

export type QueryFinished = Extract<RunEvent, { type: 'query-finished' }>;

export interface StoreResultDeps {
  readonly store: Pick<RunStore, 'addResult' | 'replaceFailure'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Stores what became of a question, in a way that no repetition and no order can spoil.
 *
 * The first result of a question counts; after it only a success changes anything, and only in the place of a failure:
 * a number that is there never goes away.
 *
 * @returns What the event changed; `duplicate`: nothing.
 */
export async function storeResult(
  { runId, queryId, outcome, finishedAtMs }: QueryFinished,
  { store, clock }: StoreResultDeps,
): Promise<'added' | 'replaced' | 'duplicate'> {
  const nowMs = clock.nowMs();
  const result: ResultToStore = {
    runId,
    queryId,
    outcome: boundOutcome(outcome),
    finishedAtMs,
    storedAtMs: nowMs,
    expiresAtSeconds: runExpiresAtSeconds(nowMs),
  };
  if ((await store.addResult(result)) === 'added') return 'added';
  if (result.outcome.status !== 'success') return 'duplicate';
  return (await store.replaceFailure(result)) === 'replaced' ? 'replaced' : 'duplicate';
}
