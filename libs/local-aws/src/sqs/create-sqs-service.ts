import { type LocalClock } from '@pulso/local-clock';
import { type QueueDefinition } from '@pulso/local-terraform';

import { readJsonBody } from '../read-json-body';
import { type LocalService, type ServiceCall } from '../service';
import { unknownOperation } from '../unknown-operation';
import { createDeclaredQueues } from './create-declared-queues';
import { createDeadlineTimers } from './deadline-timers';
import { type EngineQueue, loadFauxqsEngine, type SqsOperation, sqsOperations } from './fauxqs-engine';
import { performOperation } from './perform-operation';
import { engineQueueUrl, localQueueUrl, queueDoesNotExist, queueNameOf } from './queue-urls';

/** How many messages of a queue are in which state right now. */
export interface QueueDepths {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

/** A message as a receiver gets it; every system and every message attribute is there. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly maxMessages: number;
  /** 0 to 20, real seconds: how long an empty queue is watched, whatever the clock does. */
  readonly waitSeconds: number;
  /** Instead of the queue's own, 0 to 43200. */
  readonly visibilityTimeoutSeconds?: number;
}

export interface OutgoingMessage {
  readonly body: string;
  /** 0 to 900, instead of the queue's own. */
  readonly delaySeconds?: number;
  readonly messageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

/** SQS behind the gateway, and the same queues without HTTP for event source mappings and schedules. */
export interface SqsService extends LocalService {
  /**
   * Creates queues in an order in which every dead-letter queue exists before its sources.
   *
   * @throws {AwsError} As CreateQueue and SetQueueAttributes refuse.
   */
  createQueues(definitions: readonly QueueDefinition[]): Promise<void>;
  /** @returns The message's ID. @throws {AwsError} As SendMessage refuses. */
  send(queueName: string, message: OutgoingMessage): Promise<string>;
  /**
   * Receives messages. It does not hold the clock: hold it in the same turn in which the promise resolves, or time may
   * jump over the messages' visibility timeout.
   *
   * @returns Empty when nothing came in time, or when the service was closed.
   * @throws {AwsError} As ReceiveMessage refuses.
   */
  receive(queueName: string, options: ReceiveOptions): Promise<ReceivedMessage[]>;
  /** Deletes any number of messages. A handle that is no longer good is passed over, as SQS does. */
  deleteBatch(queueName: string, receiptHandles: readonly string[]): Promise<void>;
  /** @throws {AwsError} QueueDoesNotExist. */
  depths(queueName: string): QueueDepths;
  /** @throws {AwsError} QueueDoesNotExist. */
  visibleMessageCount(queueName: string): number;
  /**
   * Says that somebody takes this queue's messages as they appear: while one is visible, the clock does not jump.
   *
   * @returns Withdraws it; further calls do nothing.
   * @throws {AwsError} QueueDoesNotExist.
   */
  consume(queueName: string): () => void;
  /** Ends all long polls with no messages; later calls of `receive` return at once. */
  close(): void;
}

export interface SqsServiceOptions {
  /** `Date` must follow it (followClock): the engine reads the time there. */
  readonly clock: Pick<LocalClock, 'requireQuiet' | 'setTimer'>;
  /** For the queues' ARNs; calls of every region reach the same queues. */
  readonly region: string;
}

/**
 * Creates standard queues on the engine of fauxqs. Emulated, not compared with a real account.
 *
 * Not emulated: FIFO queues, encryption, queue policies, tags, message retention, message move tasks; the sender is
 * always the account; a message that is visible accepts ChangeMessageVisibility only with MessageNotInflight.
 */
export function createSqsService({ clock, region }: SqsServiceOptions): SqsService {
  const engine = loadFauxqsEngine(region);
  const deps = { engine, timers: createDeadlineTimers(clock) };
  const consumed = new Map<string, number>();
  let closed = false;

  const perform = (operation: SqsOperation, input: Readonly<Record<string, unknown>>) =>
    performOperation(operation, input, deps);

  const existing = (queueName: string): EngineQueue => {
    const queue = engine.store.getQueueByName(queueName);
    if (!queue) throw queueDoesNotExist();
    return queue;
  };

  const depths = (queueName: string): QueueDepths => {
    const queue = existing(queueName);
    queue.processTimers();
    return {
      visible: queue.messages.length,
      delayed: queue.delayedMessages.length,
      inFlight: queue.inflightMessages.size,
    };
  };

  const isQuiet = (queueName: string): boolean =>
    engine.store.getQueueByName(queueName) === undefined || depths(queueName).visible === 0;

  clock.requireQuiet(() => [...consumed.keys()].every(isQuiet));

  return {
    name: 'sqs',
    waits: (call) => isLongPoll(call, engine.store.getQueueByName.bind(engine.store)),
    handle: async (call) => {
      if (!isSqsOperation(call.operation)) throw unknownOperation('sqs', call.operation);
      const output = await perform(call.operation, readJsonBody(call.body));
      return { status: 200, body: JSON.stringify(withLocalUrls(output, call)) };
    },
    createQueues: (definitions) => createDeclaredQueues(definitions, { perform, store: engine.store }),
    send: async (queueName, { body, delaySeconds, messageAttributes }) => {
      const output = await perform('SendMessage', {
        QueueUrl: engineQueueUrl(queueName),
        MessageBody: body,
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
        ...(messageAttributes && { MessageAttributes: messageAttributes }),
      });
      return output['MessageId'] as string;
    },
    receive: async (queueName, { maxMessages, waitSeconds, visibilityTimeoutSeconds }) => {
      if (closed) return [];
      const output = await perform('ReceiveMessage', {
        QueueUrl: engineQueueUrl(queueName),
        MaxNumberOfMessages: maxMessages,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...(visibilityTimeoutSeconds !== undefined && { VisibilityTimeout: visibilityTimeoutSeconds }),
      });
      return ((output['Messages'] ?? []) as EngineMessage[]).map(toReceivedMessage);
    },
    deleteBatch: async (queueName, receiptHandles) => {
      const QueueUrl = engineQueueUrl(queueName);
      for (const ReceiptHandle of receiptHandles) await perform('DeleteMessage', { QueueUrl, ReceiptHandle });
    },
    depths,
    visibleMessageCount: (queueName) => depths(queueName).visible,
    consume: (queueName) => {
      existing(queueName);
      consumed.set(queueName, (consumed.get(queueName) ?? 0) + 1);
      let withdrawn = false;
      return () => {
        if (withdrawn) return;
        withdrawn = true;
        const left = (consumed.get(queueName) ?? 1) - 1;
        if (left === 0) consumed.delete(queueName);
        else consumed.set(queueName, left);
      };
    },
    close: () => {
      closed = true;
      engine.store.shutdown();
    },
  };
}

interface EngineMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

const toReceivedMessage = (message: EngineMessage): ReceivedMessage => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  md5OfBody: message.MD5OfBody,
  ...(message.MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
  attributes: message.Attributes ?? {},
  messageAttributes: message.MessageAttributes ?? {},
});

const isSqsOperation = (operation: string): operation is SqsOperation =>
  (sqsOperations as readonly string[]).includes(operation);

/** Clients send their next request to the host in a queue's URL, so it must be the one that they reached. */
function withLocalUrls(output: Record<string, unknown>, { headers }: ServiceCall): Record<string, unknown> {
  const local = (url: unknown): string => localQueueUrl(`http://${headers['host'] ?? ''}`, queueNameOf(String(url)));
  return {
    ...output,
    ...('QueueUrl' in output && { QueueUrl: local(output['QueueUrl']) }),
    ...(Array.isArray(output['QueueUrls']) && { QueueUrls: output['QueueUrls'].map(local) }),
  };
}

function isLongPoll({ operation, body }: ServiceCall, queueByName: (name: string) => EngineQueue | undefined): boolean {
  if (operation !== 'ReceiveMessage') return false;
  try {
    const { QueueUrl, WaitTimeSeconds } = readJsonBody(body);
    if (WaitTimeSeconds !== undefined) return Number(WaitTimeSeconds) > 0;
    return Number(queueByName(queueNameOf(String(QueueUrl)))?.attributes['ReceiveMessageWaitTimeSeconds'] ?? 0) > 0;
  } catch {
    // A malformed request waits for nothing; the operation itself refuses it.
    return false;
  }
}
