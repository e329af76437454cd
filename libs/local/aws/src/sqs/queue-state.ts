import { type NamedQueue, type SqsState } from '@pulso/local/sqs';

import { checkQueueRecords, type SavedMessage, type SavedQueue } from './saved-queue-forms';

/** @returns JSON texts, one per queue and one per message, of this moment. */
export const dumpQueues = (state: SqsState): string[] =>
  state.all().flatMap(({ messages, ...queue }) => {
    const saved: readonly (SavedMessage | SavedQueue)[] = [
      queue,
      ...messages.contents().map((content) => ({ queue: queue.name, ...content })),
    ];
    return saved.map((record) => JSON.stringify(record));
  });

/**
 * Puts queues and messages back into an empty state.
 *
 * @param records - What {@link dumpQueues} gave, parsed.
 * @returns The queues, whose timers are to be set.
 * @throws {SavedRecordError} One has another form; nothing has been put back then. Not retryable.
 */
export function loadQueues(records: readonly unknown[], state: SqsState): NamedQueue[] {
  for (const record of checkQueueRecords(records)) {
    if ('state' in record) state.named(record.queue).messages.restore(record.message, record.state);
    else state.add(record);
  }
  return state.all();
}
