import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { RunStoreConflictError } from '@pulso/fan-in';

/** Names under which DynamoDB asks to try the same write again. Nothing was changed. */
const conflictNames = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/** Reasons of a cancelled transaction that may be gone the next time. */
const passingCodes = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Runs a conditional write and tells its outcomes apart.
 *
 * @param operation - For the error's text.
 * @returns Whether the write was applied; false: its condition was not met.
 * @throws {RunStoreConflictError} A concurrent write or throttling. Retryable at once.
 * @throws Whatever else the client throws.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function settleWrite(operation: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isConditionRefusal(error)) return false;
    throw isConflict(error) ? new RunStoreConflictError(operation, { cause: error }) : error;
  }
}

/** In a transaction a condition that is not met decides, whatever else was in the way at the same time. */
const isConditionRefusal = (error: unknown): boolean =>
  error instanceof TransactionCanceledException
    ? reasonCodesOf(error).includes('ConditionalCheckFailed')
    : error instanceof Error && error.name === 'ConditionalCheckFailedException';

const isConflict = (error: unknown): boolean => {
  if (!(error instanceof TransactionCanceledException)) return error instanceof Error && conflictNames.has(error.name);
  const codes = reasonCodesOf(error);
  return codes.length > 0 && codes.every((code) => passingCodes.has(code));
};

const reasonCodesOf = ({ CancellationReasons }: TransactionCanceledException): string[] =>
  (CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
