/** How often a queue does what standard queues may do. Probabilities per message. */
export interface QueueFaults {
  /** Delivered once more, also after the first delivery was handled. */
  readonly duplicate: number;
  /** Bounds of the time from the first delivery to the other one, ms, each as likely. */
  readonly duplicateAfterMs: readonly (readonly [from: number, to: number])[];
  readonly delay: number;
  readonly delayMs: readonly [from: number, to: number];
  /** Delivered before messages that were visible earlier. */
  readonly reorder: number;
  /** An entry of a batch is refused by the queue. */
  readonly refuseEntry: number;
  /** Goes to the dead-letter queue without any receive: what a wrong deployment does to messages. */
  readonly deadLetter: number;
}

export interface WatchedMessage {
  readonly messageId: string;
  readonly body: string;
}

/** Told what happens to messages. */
export interface QueueWatcher {
  /** @param endsInMs - When what it holds up goes on. */
  onQueueFault(kind: 'duplicate' | 'delay' | 'batch-entry-refused' | 'dead-letter', endsInMs: number): void;
  /** A message is handed out once more, beside its other delivery. */
  onDuplicate(queueName: string, message: WatchedMessage): void;
  /** A message was accepted. */
  onPut(queueName: string, message: WatchedMessage): void;
  /**
   * A message is handed to the function.
   *
   * @param wasReceived - Not for the first time, whatever the queue counts.
   */
  onReceive(queueName: string, body: string, wasReceived: boolean): void;
  /** A message was handled. */
  onDelete(queueName: string, message: WatchedMessage): void;
  onDeadLetter(queueName: string, message: WatchedMessage): void;
}
