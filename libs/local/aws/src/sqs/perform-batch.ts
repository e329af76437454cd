import { AwsError } from '../service';
import { type FailedEntry, partition } from './guards';

type Output = Record<string, unknown>;

/**
 * Lets the entries through that nothing speaks against; the order of refusals follows SQS: the batch's own shape comes
 * first.
 *
 * @param perform - Carries out the entries that are left.
 * @throws {AwsError} What is wrong with the batch as a whole. Not retryable.
 */
export async function performBatch<Entry extends { readonly Id: string }>(
  { Entries: entries }: { readonly Entries: readonly Entry[] },
  refusalOf: (entry: Entry) => AwsError | undefined,
  perform: (entries: readonly Entry[]) => Promise<Output>,
): Promise<Output> {
  checkEntryIds(entries);
  const { accepted, failed } = partition(entries, refusalOf);
  if (failed.length === 0) return perform(entries);
  if (accepted.length === 0) return { Successful: [], Failed: failed };
  const output = (await perform(accepted)) as { Failed?: FailedEntry[] };
  return { ...output, Failed: [...failed, ...(output.Failed ?? [])] };
}

function checkEntryIds(entries: readonly { readonly Id: string }[]): void {
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  if (entries.some(({ Id }) => !/^[A-Za-z0-9_-]{1,80}$/.test(Id))) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
}
