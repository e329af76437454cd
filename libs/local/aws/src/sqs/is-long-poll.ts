import { readJsonBody } from '../read-json-body';
import { type ServiceCall } from '../service';
import { type EngineStore } from './fauxqs-engine';
import { queueNameOf } from './queue-urls';

/** @returns Whether a call waits for messages, by its own wait time or by its queue's. */
export function isLongPoll({ operation, body }: ServiceCall, store: EngineStore): boolean {
  if (operation !== 'ReceiveMessage') return false;
  try {
    const { QueueUrl, WaitTimeSeconds } = readJsonBody(body);
    if (WaitTimeSeconds !== undefined) return Number(WaitTimeSeconds) > 0;
    return (
      Number(store.getQueueByName(queueNameOf(String(QueueUrl)))?.attributes['ReceiveMessageWaitTimeSeconds'] ?? 0) > 0
    );
  } catch {
    // A malformed request waits for nothing; the operation itself refuses it.
    return false;
  }
}
