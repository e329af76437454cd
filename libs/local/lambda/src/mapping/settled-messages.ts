import { type InvocationResult } from '../invoke/run-invocation';
import { type QueueMessage } from './queue-access';

/**
 * Tells which messages of a batch are done and may be deleted; the others come back after their visibility timeout.
 *
 * An answer that names something that is not in the batch fails the whole batch, and so does a malformed list. An
 * answer that is no object at all counts as malformed (unverified).
 *
 * @param result - Undefined when the function was never reached.
 * @returns Receipt handles.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function settledMessages(
  messages: readonly QueueMessage[],
  result: InvocationResult | undefined,
  reportsBatchItemFailures: boolean,
): string[] {
  if (!result || result.functionError) return [];
  const failed = reportsBatchItemFailures ? failedMessageIds(result.payload) : new Set<string>();
  const known = new Set(messages.map(({ messageId }) => messageId));
  if (!failed || [...failed].some((messageId) => !known.has(messageId))) return [];
  return messages.filter(({ messageId }) => !failed.has(messageId)).map(({ receiptHandle }) => receiptHandle);
}

/** @returns Undefined when the whole batch counts as failed. */
function failedMessageIds(payload: string): Set<string> | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (answer === null) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return undefined;
  const identifiers = failures.map((failure: unknown) => identifierOf(failure));
  return identifiers.every((identifier) => identifier !== undefined) ? new Set(identifiers) : undefined;
}

function identifierOf(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null) return undefined;
  const { itemIdentifier } = failure as { itemIdentifier?: unknown };
  return typeof itemIdentifier === 'string' && itemIdentifier !== '' ? itemIdentifier : undefined;
}
