import { failedMessages } from '@pulso/world/lambda';
import { type InvocationResult } from '../invoke/run-invocation';
import { type QueueMessage } from './queue-access';

/**
 * Tells which messages of a batch are done and may be deleted; the others come back after their visibility timeout.
 *
 * @param result - Undefined when the function was never reached.
 * @returns Receipt handles.
 */
export function settledMessages(
  messages: readonly QueueMessage[],
  result: InvocationResult | undefined,
  reportsBatchItemFailures: boolean,
): string[] {
  if (!result || result.functionError) return [];
  const ids = messages.map(({ messageId }) => messageId);
  const failed = reportsBatchItemFailures ? failedMessages(ids, answerIn(result.payload)) : new Set<string>();
  return messages.filter(({ messageId }) => !failed.has(messageId)).map(({ receiptHandle }) => receiptHandle);
}

/** @returns undefined for what is no JSON, which fails the whole batch. */
function answerIn(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
