import { type EngineQueue, type EngineQueuedMessage, type EngineReceivedMessage } from '../fauxqs-engine';

/** A message as it stands in a dead-letter queue to which a redrive policy has brought it. */
export interface DeadLetter extends EngineQueuedMessage {
  readonly approximateReceiveCount: number;
  /** Of the queue that it came from. */
  readonly deadLetterSourceArn?: string;
}

type Dequeue = (
  maxCount: number,
  visibilityTimeoutSeconds: number | undefined,
  queueOf: (arn: string) => EngineQueue | undefined,
) => EngineReceivedMessage[];

/** The engine's queue, where it takes messages out. */
interface SourceQueue extends EngineQueue {
  dequeue: Dequeue;
  dequeueFifo: Dequeue;
}

/**
 * Lets a queue write onto its dead letters where they came from, and count the receipts only: fauxqs counts the move as
 * one, too.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html (DeadLetterQueueSourceArn)
 */
export function markDeadLetters(queue: EngineQueue): void {
  const source = queue as SourceQueue;
  // The first of a FIFO queue calls the second.
  const method = source.isFifo() ? 'dequeueFifo' : 'dequeue';
  const dequeue = source[method].bind(source);
  source[method] = (maxCount, visibilityTimeoutSeconds, queueOf) =>
    dequeue(maxCount, visibilityTimeoutSeconds, (arn) => markingQueue(queueOf(arn), source.arn));
}

/** @returns The dead-letter queue as the engine sees it: it asks for nothing but `enqueue`. */
function markingQueue(deadLetterQueue: EngineQueue | undefined, sourceArn: string): EngineQueue | undefined {
  if (!deadLetterQueue) return undefined;
  const marking: Pick<EngineQueue, 'enqueue'> = {
    enqueue: (message) => {
      const { approximateReceiveCount } = message as DeadLetter;
      const deadLetter: DeadLetter = {
        ...message,
        approximateReceiveCount: approximateReceiveCount - 1,
        deadLetterSourceArn: sourceArn,
      };
      deadLetterQueue.enqueue(deadLetter);
    },
  };
  return marking as EngineQueue;
}
