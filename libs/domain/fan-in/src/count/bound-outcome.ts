import { type QueryOutcome, type ResultTable, boundRows, resultLimits } from '@pulso/contracts/run-events';
import { cutText, jsonBytes } from '@pulso/text-limits';

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
