import { SqsError } from '../errors';
import { type Output } from '../sqs-state';

/**
 * Carries out the entries of a batch one by one: those that are refused do not keep the others.
 *
 * @param performOne - As if the entry were a call of its own. @returns What its answer has beside the entry's id.
 * @throws {SqsError} EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct.
 */
export function performBatch<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  performOne: (entry: Entry) => object,
): Output {
  if (entries.length === 0) {
    throw new SqsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  }
  if (entries.length > 10) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new SqsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const answer = { Successful: [] as object[], Failed: [] as object[] };
  for (const entry of entries) {
    const { Id } = entry;
    try {
      answer.Successful.push({ Id, ...performOne(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      answer.Failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return answer;
}
