import { createSqsService } from '@pulso/local/gateway';
import { type LocalClock } from '@pulso/world/time';
import { type SqsMessage } from '@pulso/world/sqs';
import { type QueueDefinition } from '@pulso/world/stacks';

import { type QueueAccess, type QueueMessage } from '../invoke/queue-access';

export const message = (overrides: Partial<QueueMessage> = {}): QueueMessage => ({
  messageId: 'message',
  receiptHandle: 'receipt',
  body: '{}',
  md5OfBody: 'md5',
  attributes: { ApproximateReceiveCount: '1' },
  ...overrides,
});

/** A standard queue with AWS's defaults. */
export const queueDefinition = (name: string, overrides: Partial<QueueDefinition> = {}): QueueDefinition => ({
  name,
  arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`,
  visibilityTimeoutSeconds: 30,
  delaySeconds: 0,
  messageRetentionSeconds: 345_600,
  maxMessageBytes: 1_048_576,
  receiveWaitTimeSeconds: 0,
  ...overrides,
});

export interface WatchedQueue extends QueueAccess {
  readonly definition: QueueDefinition;
  send(body: string): void;
  /** As they are now. */
  readonly sent: readonly SqsMessage[];
  deadLetters(): string[];
  /** How often a message was received, by its body. */
  readonly receiveCounts: ReadonlyMap<string, number>;
  readonly deletedBodies: readonly string[];
  receiveCallCount(): number;
  isConsumed(): boolean;
  /** Ends receives that wait; later ones come back empty at once. */
  close(): void;
}

/** A queue of the local SQS with a dead-letter queue after three receives, which records what is done to it. */
export function watchedQueue(clock: LocalClock): WatchedQueue {
  const sent: SqsMessage[] = [];
  const sqs = createSqsService({ clock, region: 'eu-central-1', onMessage: (each) => sent.push(each) });
  const dead = queueDefinition('query-jobs-dead');
  const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 3 };
  const definition = queueDefinition('query-jobs', { redrive });
  sqs.createQueues([dead, definition]);

  const bodies = new Map<string, string>();
  const receiveCounts = new Map<string, number>();
  const deletedBodies: string[] = [];
  let receiveCallCount = 0;
  let consumerCount = 0;

  return {
    definition,
    sent,
    receiveCounts,
    deletedBodies,
    receiveCallCount: () => receiveCallCount,
    isConsumed: () => consumerCount > 0,
    deadLetters: () => sqs.peek(dead.name).map(({ body }) => body),
    send: (body) => void sqs.send(definition.name, { body }),
    receive: async (queueName, options) => {
      receiveCallCount += 1;
      const messages = await sqs.receive(queueName, options);
      for (const { body, receiptHandle, attributes } of messages) {
        bodies.set(receiptHandle, body);
        receiveCounts.set(body, Number(attributes['ApproximateReceiveCount']));
      }
      return messages;
    },
    deleteBatch: async (queueName, receiptHandles) => {
      await sqs.deleteBatch(queueName, receiptHandles);
      deletedBodies.push(...receiptHandles.map((handle) => bodies.get(handle) ?? ''));
    },
    noteReceive: sqs.noteReceive,
    consume: (queueName) => {
      const withdraw = sqs.consume(queueName);
      consumerCount += 1;
      return () => {
        consumerCount -= 1;
        withdraw();
      };
    },
    close: () => sqs.close(),
  };
}
