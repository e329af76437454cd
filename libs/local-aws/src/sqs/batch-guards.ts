import { AwsError } from '../service';
import { type SqsInput } from './input-schemas';

/** One entry that a batch operation did not accept. */
export interface FailedEntry {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

/** The longest message, and the longest batch, in bytes of bodies and attributes. */
const maxBatchBytes = 1_048_576;

/**
 * @throws {AwsError} BatchRequestTooLong. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function checkBatchSize(entries: SqsInput<'SendMessageBatch'>['Entries']): void {
  const sizes = entries.flatMap(({ MessageBody: body = '', MessageAttributes: attributes = {} }) => [
    Buffer.byteLength(body),
    ...Object.entries(attributes).map(
      ([name, { DataType: type, StringValue: text = '', BinaryValue: base64 = '' }]) =>
        Buffer.byteLength(name + type + text) + Buffer.byteLength(base64, 'base64'),
    ),
  ]);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= maxBatchBytes) return;
  throw new AwsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
  );
}

/**
 * @throws {AwsError} TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct or InvalidBatchEntryId. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function checkEntryIds(entries: readonly { readonly Id: string }[]): void {
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

/** @returns The entries that pass, and the refusals of the others in the shape of a batch response. */
export function partition<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  refusalOf: (entry: Entry) => AwsError | undefined,
): { accepted: Entry[]; failed: FailedEntry[] } {
  const accepted: Entry[] = [];
  const failed: FailedEntry[] = [];
  for (const entry of entries) {
    const refusal = refusalOf(entry);
    if (!refusal) accepted.push(entry);
    else failed.push({ Id: entry.Id, SenderFault: true, Code: refusal.code, Message: refusal.message });
  }
  return { accepted, failed };
}
