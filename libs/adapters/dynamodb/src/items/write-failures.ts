import { type Item } from './to-item';

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
 * Tells whether a write was refused because its condition was not met. In a transaction one such condition decides, even
 * if a concurrent write was in the way at the same time.
 *
 * By names: a bundle may hold the SDK's error classes more than once.
 *
 * @returns With the item in the way, where a write outside of a transaction has asked for it.
 */
export const isConditionFailure = (error: unknown): error is Error & { readonly Item?: Item } =>
  error instanceof Error &&
  (error.name === 'ConditionalCheckFailedException' || codesOf(error).includes('ConditionalCheckFailed'));

/**
 * Tells whether a write was refused for a concurrent one or for throttling. Nothing was changed; it may be tried again
 * at once.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const codes = codesOf(error);
  return conflictNames.has(error.name) || (codes.length > 0 && codes.every((code) => passingCodes.has(code)));
}

/** Why each write of a cancelled transaction was not made. Empty for other errors. */
const codesOf = (error: Error & { CancellationReasons?: readonly { readonly Code?: string }[] }): string[] =>
  error.name === 'TransactionCanceledException'
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    : [];
