import { type QueryOutcome, boundRows } from '@pulso/contracts/run-events';
import { cutText } from '@pulso/text-limits';

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
  const { status, statistics } = outcome;
  return { status, ...boundRows(outcome.rows, outcome.omittedRowCount), statistics };
}

/** Codes are for programs, and one byte a character keeps the sum of a thousand of them known. */
const boundCode = (code: string): string => code.slice(0, maxCodeLength).replace(/[^a-zA-Z0-9._-]/g, '-');
