import { type PlannedQuery } from '@pulso/contracts/report-plan';

import { RunStoreConflictError } from '../errors';
import { type ResultToStore, type RunStore } from '../ports';
import { answersOf } from '../report/answers-of';
import { type QueryFinished, type StoredResult, expectedQueries, isOpened } from '../run';

export type Recounted = QueryFinished & { readonly recount: NonNullable<QueryFinished['recount']> };

export interface CountAgainDeps {
  readonly store: Pick<RunStore, 'readRun' | 'readResults' | 'addResult' | 'replaceFailure' | 'replaceSuccess'>;
}

const maxAttemptCount = 3;

/**
 * Takes the second answer to a question of a run that is over, if it knows more than the first: records that became
 * searchable late are in it.
 *
 * Late records can only add to a count. So an answer in which a count is smaller, because the logs have been deleted since,
 * say, changes nothing; nor does one that failed, or that is about another run or question than the plan has asked.
 *
 * @param result - The event's answer, as it would be stored.
 * @returns What it changed; `duplicate`: nothing.
 * @throws {RunStoreConflictError} Other answers to the same question came in between. Retryable.
 */
export async function countAgain(
  { recount }: Recounted,
  result: ResultToStore,
  deps: CountAgainDeps,
): Promise<'added' | 'replaced' | 'recounted' | 'duplicate'> {
  const { store } = deps;
  const { runId, queryId, outcome } = result;
  const run = await store.readRun(runId);
  // Anything that is written for a run that there is not would look like one that has lost its plan.
  if (outcome.status !== 'success' || !isOpened(run) || run.state !== 'closed') return 'duplicate';
  const { windowStartMs, windowEndMs } = run.plan;
  const query = expectedQueries(run.plan).find((planned) => planned.queryId === queryId);
  const isSame = windowStartMs === recount.windowStartMs && windowEndMs === recount.windowEndMs;
  if (!query || query.definition !== recount.definition || !isSame) return 'duplicate';
  for (let attempt = 0; attempt < maxAttemptCount; attempt += 1) {
    const stored = (await store.readResults(runId)).find((other) => other.queryId === queryId);
    if (!stored) {
      if ((await store.addResult(result)) === 'added') return 'added';
    } else if (stored.outcome.status === 'failed') {
      if ((await store.replaceFailure(result)) === 'replaced') return 'replaced';
    } else {
      if (!hasGrown(query, stored, result)) return 'duplicate';
      const firstRows = stored.firstRows ?? stored.outcome.rows;
      if ((await store.replaceSuccess({ ...result, firstRows }, stored)) === 'replaced') return 'recounted';
    }
    // Another answer was stored meanwhile, or this very one: it is compared with what is there now.
  }
  throw new RunStoreConflictError('countAgain');
}

/** Whether a later answer has more in one count and less in none: of those that add up, or else of the others. */
function hasGrown(query: PlannedQuery, before: StoredResult, after: StoredResult): boolean {
  const counts = countsOf(query, after);
  const added = counts.filter(({ additive }) => additive !== false);
  const known = new Map(countsOf(query, before).map(({ numberId, value }) => [numberId, value]));
  const growths = (added.length > 0 ? added : counts).map(({ numberId, value }) => value - (known.get(numberId) ?? 0));
  return growths.every((growth) => growth >= 0) && growths.some((growth) => growth > 0);
}

const countsOf = (query: PlannedQuery, { outcome }: StoredResult) =>
  answersOf(query, outcome, 'closed').values.filter(({ unit = 'count' }) => unit === 'count');
