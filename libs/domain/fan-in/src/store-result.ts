import {
  type QueryOutcome,
  type ResultTable,
  type RunEvent,
  boundRows,
  resultLimits,
} from '@pulso/contracts/run-events';
import { expectedQueries, hasGrown } from '@pulso/domain/report-content';
import { cutText, jsonBytes } from '@pulso/kit/telegram';

import { RunStoreConflictError } from './errors';
import { runExpiresAtSeconds } from './pacing';
import { type FanInDeps, type ResultToStore, isOpened } from './ports';

/** A worker has the answer to a question of a run, or why there is none. */
export type QueryFinished = Extract<RunEvent, { type: 'query-finished' }>;

type Change = 'added' | 'replaced' | 'backfilled' | 'duplicate';

/**
 * Stores what became of a question, in a way that no repetition and no order can spoil.
 *
 * The first result of a question counts; after it only a success changes anything, and only in the place of a failure:
 * a number that is there never goes away. A backfill may say more, see {@link storeBackfill}.
 *
 * @returns What the event changed; `duplicate`: nothing.
 */
export async function storeResult(
  { backfill, runId, queryId, outcome, finishedAtMs }: QueryFinished,
  deps: FanInDeps,
): Promise<Change> {
  const { store, clock } = deps;
  const nowMs = clock.nowMs();
  const result: ResultToStore = {
    runId,
    queryId,
    outcome: boundOutcome(outcome),
    finishedAtMs,
    storedAtMs: nowMs,
    expiresAtSeconds: runExpiresAtSeconds(nowMs),
  };
  if (backfill) return await storeBackfill(backfill, result, deps);
  if ((await store.addResult(result)) === 'added') return 'added';
  if (result.outcome.status !== 'success') return 'duplicate';
  return (await store.replaceFailure(result)) === 'replaced' ? 'replaced' : 'duplicate';
}

const maxAttemptCount = 3;

/**
 * Takes the second answer to a question of a run that is over, if it has more records than the first: some become
 * searchable late.
 *
 * Late records can only add to a count. So an answer in which a count is smaller (logs were deleted since) changes
 * nothing. Nor does one that failed, or that is about another window or definition than the plan has.
 *
 * @throws {RunStoreConflictError} Other answers to the same question came in between. Retryable.
 */
async function storeBackfill(
  backfill: NonNullable<QueryFinished['backfill']>,
  result: ResultToStore,
  { store }: FanInDeps,
): Promise<Change> {
  const { runId, queryId, outcome } = result;
  const run = await store.readRun(runId);
  // Anything that is written for a run that does not exist would look like one that has lost its plan.
  if (outcome.status !== 'success' || !isOpened(run) || run.state !== 'closed') return 'duplicate';
  const { windowStartMs, windowEndMs } = run.plan;
  const query = expectedQueries(run.plan).find((planned) => planned.queryId === queryId);
  const isSame = windowStartMs === backfill.windowStartMs && windowEndMs === backfill.windowEndMs;
  if (!query || query.definition !== backfill.definition || !isSame) return 'duplicate';
  for (let attempt = 0; attempt < maxAttemptCount; attempt += 1) {
    const stored = (await store.readResults(runId)).find((other) => other.queryId === queryId);
    if (!stored) {
      if ((await store.addResult(result)) === 'added') return 'added';
    } else if (stored.outcome.status === 'failed') {
      if ((await store.replaceFailure(result)) === 'replaced') return 'replaced';
    } else {
      if (!hasGrown(query, stored.outcome, outcome)) return 'duplicate';
      const firstRows = stored.firstRows ?? stored.outcome.rows;
      if ((await store.replaceSuccess({ ...result, firstRows }, stored)) === 'replaced') return 'backfilled';
    }
    // Another answer was stored meanwhile, or this very one: it is compared with what is there now.
  }
  throw new RunStoreConflictError('storeBackfill');
}

const maxReasonLength = 1000;
const maxCodeLength = 50;

/**
 * Makes an outcome small enough to be stored, and a thousand of them small enough to be reported: keeps the first rows
 * and counts the others, cuts long reasons.
 *
 * Workers do the same with rows before they send them; what comes from elsewhere is bounded here.
 */
export function boundOutcome(outcome: QueryOutcome): QueryOutcome {
  if (outcome.status === 'failed') {
    const { code, message } = outcome.reason;
    return { status: 'failed', reason: { code: boundCode(code), message: cutText(message, maxReasonLength) } };
  }
  const { status, statistics, tables } = outcome;
  return {
    status,
    ...boundRows(outcome.rows, outcome.omittedRowCount),
    ...(tables ? { tables: boundTables(tables) } : {}),
    statistics,
  };
}

/** The tables of a result have the room of its rows together; a worker has already seen to it that they fit. */
function boundTables(tables: readonly ResultTable[]): ResultTable[] {
  const bounded: ResultTable[] = [];
  let roomBytes: number = resultLimits.maxBytes;
  for (const { tableId, rows, omittedRowCount } of tables) {
    const table = { tableId, ...boundRows(rows, omittedRowCount, roomBytes) };
    roomBytes -= jsonBytes(table.rows);
    bounded.push(table);
  }
  return bounded;
}

/** Codes are for programs, and one byte a character keeps the sum of a thousand of them known. */
const boundCode = (code: string): string => code.slice(0, maxCodeLength).replace(/[^a-zA-Z0-9._-]/g, '-');
