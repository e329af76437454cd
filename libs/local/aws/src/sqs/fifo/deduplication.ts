/** How long a deduplication ID is remembered, also after its message was deleted. */
const intervalMs = 5 * 60_000;

/** A message that was accepted, as JSON. */
export interface SentOnce {
  readonly deduplicationId: string;
  readonly messageId: string;
  readonly sequenceNumber: string;
  /** Epoch ms of `Date.now()`. */
  readonly sentMs: number;
}

/** What a FIFO queue remembers of the messages that it has accepted. */
export interface Deduplication {
  /** As fauxqs asks. */
  check(deduplicationId: string): object;
  record(deduplicationId: string, messageId: string, sequenceNumber: string): void;
  list(): SentOnce[];
  load(records: readonly SentOnce[]): void;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
export function createDeduplication(): Deduplication {
  /** In the order of their sending. */
  const sent = new Map<string, SentOnce>();
  const forgetOld = (): void => {
    for (const { deduplicationId, sentMs } of sent.values()) {
      if (Date.now() - sentMs < intervalMs) return;
      sent.delete(deduplicationId);
    }
  };
  return {
    check: (deduplicationId) => {
      forgetOld();
      const original = sent.get(deduplicationId);
      if (!original) return { isDuplicate: false };
      const { messageId, sequenceNumber } = original;
      return { isDuplicate: true, originalMessageId: messageId, originalSequenceNumber: sequenceNumber };
    },
    record: (deduplicationId, messageId, sequenceNumber) =>
      void sent.set(deduplicationId, { deduplicationId, messageId, sequenceNumber, sentMs: Date.now() }),
    list: () => [...sent.values()],
    load: (records) => {
      for (const record of records) sent.set(record.deduplicationId, record);
    },
  };
}
