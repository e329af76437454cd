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

/** What a watcher is told of a receive. */
export interface Receive {
  /** Not for the first time, as the queue counts: a redrive begins anew. */
  readonly isAgain: boolean;
  /** After it comes the dead-letter queue. */
  readonly isLast: boolean;
  /** Not for the first time, whatever the queue counts. */
  readonly wasReceived: boolean;
}

/** Told what happens to messages. */
export interface QueueWatcher {
  /** @param endsInMs - When what it holds up goes on. */
  onQueueFault(kind: 'duplicate' | 'delay' | 'batch-entry-refused' | 'dead-letter', endsInMs: number): void;
  /** A message was accepted. */
  onPut(queueName: string, body: string): void;
  /** A message is handed to the function. */
  onReceive(queueName: string, body: string, receive: Receive): void;
  onDeadLetter(queueName: string, body: string): void;
}
