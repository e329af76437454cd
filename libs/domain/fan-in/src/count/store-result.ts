import { type QueryOutcome, type ResultTable, boundRows, resultLimits } from '@pulso/contracts/run-events';
import { cutText, jsonBytes } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import { runExpiresAtSeconds } from '../pacing';
import { type ResultToStore } from '../ports';
import { type QueryFinished } from '../run';
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
