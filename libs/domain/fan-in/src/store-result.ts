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

/** The outcome of a question of a run. */
export type QueryFinished = Extract<RunEvent, { type: 'query-finished' }>;

type Change = 'added' | 'replaced' | 'backfilled' | 'duplicate';

/**
 * Stores the outcome of a question. Any order and any repetition give the same state.
 *
 * The first result of a question counts. Later only a success replaces a failure, so a number never goes away. For
 * backfills see {@link storeBackfill}.
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
 * Takes the second answer to a question of a closed run if it has more records than the first: some become searchable late.
 *
 * Late records only add to a count. So an answer with a smaller count (logs were deleted since) changes nothing, nor does a
 * failure or an answer about another window or definition.
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
  // A result of a run that does not exist would look like a run without a plan.
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
    // Another answer, or this one, was stored meanwhile: compare with that.
  }
  throw new RunStoreConflictError('storeBackfill');
}

const maxReasonLength = 1000;
const maxCodeLength = 50;

/**
 * Makes an outcome small enough to be stored, and a thousand of them small enough for a report: keeps the first rows,
 * counts the others, cuts long reasons. Workers bound rows, too, but events may come from elsewhere.
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

/** The tables of a result share the room of its rows. A worker's tables fit already. */
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

/** One byte a character bounds the size of a thousand codes. */
const boundCode = (code: string): string => code.slice(0, maxCodeLength).replace(/[^a-zA-Z0-9._-]/g, '-');
