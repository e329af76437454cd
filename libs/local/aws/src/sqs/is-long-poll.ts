import { queueNameOf, type SqsState } from '@pulso/local/sqs';

import { readJsonBody } from '../read-json-body';
import { type ServiceCall } from '../service';

/** @returns Whether a call waits for messages, by its own wait time or by its queue's. */
export function isLongPoll({ operation, body }: ServiceCall, state: SqsState): boolean {
  if (operation !== 'ReceiveMessage') return false;
  try {
    return waitSecondsOf(readJsonBody(body), state) > 0;
  } catch {
    // A malformed request waits for nothing; the operation itself refuses it.
    return false;
  }
}

/**
 * @param input - Of ReceiveMessage.
 * @returns How long it waits for messages, in seconds.
 * @throws {SqsError} Its queue does not exist.
 */
export function waitSecondsOf(input: Readonly<Record<string, unknown>>, state: SqsState): number {
  const { attributes } = state.named(queueNameOf(String(input['QueueUrl']), state.accountId));
  return Number(input['WaitTimeSeconds'] ?? attributes['ReceiveMessageWaitTimeSeconds']);
}
