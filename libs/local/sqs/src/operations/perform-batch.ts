import { type Output } from '../call';
import { SqsError } from '../errors';

interface BatchAnswer extends Output {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/**
 * Carries out the entries of a batch one by one: those that are refused do not keep the others.
 *
 * @param performOne - As if the entry were a call of its own. @returns What its answer has beside the entry's id.
 */
export function performBatch<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  performOne: (entry: Entry) => object,
): BatchAnswer {
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

/**
 * Checks the form of a batch.
 *
 * @throws {SqsError} EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct, InvalidBatchEntryId.
 */
export function checkEntryIds(entries: readonly { readonly Id: string }[]): void {
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
  if (entries.some(({ Id }) => !/^[A-Za-z0-9_-]{1,80}$/.test(Id))) {
    throw new SqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
}
