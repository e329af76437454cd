import { AwsError } from '../service';

/** One entry that a batch operation did not accept. */
export interface FailedEntry {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

const receiptHandlePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns ReceiptHandleIsInvalid for a text that was never a handle, undefined for one that is or was. */
export function refusalOfReceipt(receiptHandle: string): AwsError | undefined {
  if (receiptHandlePattern.test(receiptHandle)) return undefined;
  return new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is invalid.`, {
    status: 404,
  });
}

/**
 * @param tags - All that the queue would have.
 * @throws {AwsError} InvalidParameterValue: more than 50, or a key or value that is too long. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > 50) throw invalidValue(`Too many tags added for queue: ${entries.length}, at most 50.`);
  const wrong = entries.find(([key, value]) => key.length < 1 || key.length > 128 || value.length > 256);
  if (wrong)
    throw invalidValue(
      `The tag ${wrong[0].slice(0, 128)} is invalid: keys have 1 to 128 characters, values at most 256.`,
    );
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

export const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message);
