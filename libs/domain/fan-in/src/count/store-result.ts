import { type Clock } from '@pulso/time';

import { runExpiresAtSeconds } from '../pacing';
import { type ResultToStore } from '../ports';
import { type QueryFinished } from '../run';
import { boundOutcome } from './bound-outcome';
import { type CountAgainDeps, countAgain } from './count-again';

export interface StoreResultDeps extends CountAgainDeps {
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Stores what became of a question, in a way that no repetition and no order can spoil.
 *
 * The first result of a question counts; after it only a success changes anything, and only in the place of a failure:
 * a number that is there never goes away. An answer to a question that was asked again may say more, see
 * {@link countAgain}.
 *
 * @returns What the event changed; `duplicate`: nothing.
 */
export async function storeResult(
  { recount, ...event }: QueryFinished,
  deps: StoreResultDeps,
): Promise<'added' | 'replaced' | 'recounted' | 'duplicate'> {
  const { store, clock } = deps;
  const { runId, queryId, outcome, finishedAtMs } = event;
  const nowMs = clock.nowMs();
  const result: ResultToStore = {
    runId,
    queryId,
    outcome: boundOutcome(outcome),
    finishedAtMs,
    storedAtMs: nowMs,
    expiresAtSeconds: runExpiresAtSeconds(nowMs),
  };
  if (recount) return await countAgain({ ...event, recount }, result, deps);
  if ((await store.addResult(result)) === 'added') return 'added';
  if (result.outcome.status !== 'success') return 'duplicate';
  return (await store.replaceFailure(result)) === 'replaced' ? 'replaced' : 'duplicate';
}
