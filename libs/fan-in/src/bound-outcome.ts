import { type QueryOutcome } from '@pulso/contracts/run-events';

/**
 * The most bytes of rows or of a plan that one item takes: the item's limit of 400 KB less room for everything else.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const maxStoredBytes = 350_000;

const maxReasonLength = 1000;
const maxCodeLength = 100;

/** @returns The size of the value's JSON in UTF-8, bytes. */
export const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * Makes an outcome small enough to be stored: rows that are too many become a failure with the reason
 * `result-too-large`, long reasons are cut.
 */
export function boundOutcome(outcome: QueryOutcome): QueryOutcome {
  if (outcome.status === 'failed') {
    const { code, message } = outcome.reason;
    return { status: 'failed', reason: { code: cut(code, maxCodeLength), message: cut(message, maxReasonLength) } };
  }
  const sizeBytes = jsonBytes(outcome.rows);
  if (sizeBytes <= maxStoredBytes) return outcome;
  const message = `The result has ${sizeBytes} bytes, more than ${maxStoredBytes}. Ask for fewer rows.`;
  return { status: 'failed', reason: { code: 'result-too-large', message } };
}

/** Cuts without splitting a surrogate pair. */
const cut = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
