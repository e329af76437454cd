import { type LocalClock } from '@pulso/local-clock';

import { sqsApi } from '../api/sqs-api';
import { readJsonBody } from '../read-json-body';
import { type ServiceCall } from '../service';
import { unknownOperation } from '../unknown-operation';
import { createConsumers } from './consumers';
import { createDeclaredQueues } from './create-declared-queues';
import { createDeadlineTimers } from './deadline-timers';
import { type EngineQueue, type EngineReceivedMessage, type SqsOperation } from './fauxqs-engine';
import { loadFauxqsEngine } from './load-fauxqs-engine';
import { type FaultForMessage, injectDeliveryFaults } from './inject-delivery-faults';
import { dumpQueues, loadQueues } from './queue-state';
import { isLongPoll } from './is-long-poll';
import { giveBack } from './messages/give-back';
import { createLastReceipts } from './messages/last-receipts';
import { createMessageMoveTasks } from './message-move-tasks';
import { expireMessages } from './messages/expire-messages';
import { membersOf } from './messages/message-extras';
import { peekMessages } from './messages/peek-messages';
import { oldestAgeSeconds } from './messages/oldest-age';
import { delayedMessages, visibleMessages } from './messages/visible-messages';
import { type OperationDeps, performOperation } from './perform-operation';
import { engineQueueUrl, localQueueUrl, queueDoesNotExist, queueNameOf } from './queue-urls';
import { createRecentCalls } from './recent-calls';
import { type QueueDepths, type SqsService } from './sqs-service';
import { type EngineMessage, toReceivedMessage } from './to-received-message';

export interface SqsServiceOptions {
  /** `Date` must follow it (followClock): the engine reads the time there. */
  readonly clock: Pick<LocalClock, 'requireQuiet' | 'setTimer'>;
  /** For the queues' ARNs; calls of every region reach the same queues. */
  readonly region: string;
  /** Asked for every message that comes into a declared queue: what shall go wrong with it. Absent: nothing does. */
  readonly faultFor?: FaultForMessage;
}

/**
 * Creates queues on the engine of fauxqs. Emulated, not compared with a real account.
 *
 * Not emulated: encryption, the fairness of standard queues. SenderId is always the
 * account.
 */
export function createSqsService({ clock, region, faultFor }: SqsServiceOptions): SqsService {
  const engine = loadFauxqsEngine(region);
  const timers = createDeadlineTimers(clock);
  const moveTasks = createMessageMoveTasks(engine.store, async ({ name }, message) =>
    perform('SendMessage', { QueueUrl: engineQueueUrl(name), ...membersOf(message) }),
  );
  const deps: OperationDeps = {
    engine,
    timers,
    moveTasks,
    recentCalls: createRecentCalls(),
    lastReceipts: createLastReceipts(),
  };
  const consumers = createConsumers();
  let closed = false;

  const perform = (
    operation: SqsOperation,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> => performOperation(operation, input, deps);

  const existing = (queueName: string): EngineQueue => {
    const queue = engine.store.getQueueByName(queueName);
    if (!queue) throw queueDoesNotExist();
    return queue;
  };

  const depths = (queueName: string): QueueDepths => {
    const queue = existing(queueName);
    queue.processTimers();
    expireMessages(queue);
    return {
      visible: visibleMessages(queue).length,
      delayed: delayedMessages(queue).length,
      inFlight: queue.inflightMessages.size,
    };
  };

  const isQuiet = (queueName: string): boolean =>
    engine.store.getQueueByName(queueName) === undefined || depths(queueName).visible === 0;

  clock.requireQuiet(() => consumers.queueNames().every(isQuiet));

  return {
    name: 'sqs',
    waits: (call) => isLongPoll(call, engine.store),
    handle: async (call) => {
      if (!isSqsOperation(call.operation)) throw unknownOperation('sqs', call.operation);
      const input = readJsonBody(call.body);
      const output = await perform(call.operation, input);
      if (call.operation === 'ReceiveMessage' && call.isAbandoned?.()) {
        const messages = (output['Messages'] ?? []) as EngineReceivedMessage[];
        await giveBack(messages, existing(queueNameOf(String(input['QueueUrl']))), engine);
      }
      return { status: 200, body: JSON.stringify(withLocalUrls(output, call)) };
    },
    createQueues: async (definitions) => {
      await createDeclaredQueues(definitions, { perform, store: engine.store });
      if (faultFor) for (const { name } of definitions) injectDeliveryFaults(existing(name), faultFor);
    },
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
    peek: (queueName) => peekMessages(existing(queueName)),
    depths,
    oldestAgeSeconds: (queueName) => oldestAgeSeconds(existing(queueName)),
    visibleMessageCount: (queueName) => depths(queueName).visible,
    consume: (queueName) => {
      existing(queueName);
      return consumers.add(queueName);
    },
    policyOf: (queueArn) => engine.store.getQueueByArn(queueArn)?.attributes['Policy'],
    dump: () => dumpQueues(engine.store),
    load: (records) => loadQueues(records, engine.store).forEach(timers.rearm),
    close: () => {
      closed = true;
      engine.store.shutdown();
    },
  };
}

const isSqsOperation = (operation: string): operation is SqsOperation => Object.hasOwn(sqsApi.operations, operation);

/** Clients send their next request to the host in a queue's URL, so it must be the one that they reached. */
function withLocalUrls(output: Record<string, unknown>, { headers }: ServiceCall): Record<string, unknown> {
  const local = (url: unknown): string => localQueueUrl(`http://${headers['host'] ?? ''}`, queueNameOf(String(url)));
  return {
    ...output,
    ...('QueueUrl' in output && { QueueUrl: local(output['QueueUrl']) }),
    ...Object.fromEntries(
      // The second is how the list of a dead-letter queue's sources is spelled.
      ['QueueUrls', 'queueUrls'].flatMap((name) => {
        const urls = output[name];
        return Array.isArray(urls) ? [[name, urls.map(local)]] : [];
      }),
    ),
  };
}
