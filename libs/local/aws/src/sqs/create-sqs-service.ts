import { randomUUID } from 'node:crypto';

import { invocationHeader } from '@pulso/local/machine';
import { type LocalClock } from '@pulso/world/time';
import {
  type DeliveryFault,
  performOperation,
  queueNameOf,
  type ReceivedMessage as MessageInAnswer,
  sendMessageBack,
  type SqsCall,
  type SqsMessage,
  SqsError,
  type SqsOperation,
  type SqsOutput,
  SqsState,
} from '@pulso/world/sqs';

import { serviceApis } from '../api/service-apis';
import { localAccountId } from '../local-account';
import { readJsonBody } from '../read-json-body';
import { AwsError, type ServiceCall } from '../service';
import { unknownOperation } from '../unknown-operation';
import { createArrivals, createConsumers } from './arrivals-and-consumers';
import { createDeadlineTimers } from './deadline-timers';
import { oldestAgeSeconds, peekMessages } from './peek-messages';
import { localQueueUrl } from './queue-urls';
import { type ReceivedMessage, type SqsService } from './sqs-service';

export interface SqsServiceOptions {
  readonly clock: Pick<LocalClock, 'nowMs' | 'requireQuiet' | 'setTimer'>;
  /** For the queues' ARNs; calls of every region reach the same queues. */
  readonly region: string;
  /** Asked for every message that comes into a queue: what shall go wrong with it. Absent: nothing does. */
  readonly faultFor?: (queueName: string, message: SqsMessage) => DeliveryFault | undefined;
  /** Told of each message that comes into a queue: the message itself, which changes later. */
  readonly onMessage?: (message: SqsMessage, queueName: string) => void;
}

type Input = Readonly<Record<string, unknown>>;

type Caller = Partial<Pick<SqsCall, 'by' | 'urlOf'>>;

/** How a caller without HTTP names a queue. */
const ownEndpoint = 'http://127.0.0.1';
const urlOfOwn = (queueName: string): string => localQueueUrl(ownEndpoint, queueName);

/** Puts HTTP, long polls, and the local cloud's clock around the model of SQS. */
export function createSqsService({ clock, region, faultFor, onMessage }: SqsServiceOptions): SqsService {
  const state = new SqsState({
    accountId: localAccountId,
    newId: randomUUID,
    ...(faultFor && { faultFor }),
    ...(onMessage && { onMessage }),
  });
  const arrivals = createArrivals();
  const timers = createDeadlineTimers(clock, ({ name }) => arrivals.announce(name));
  const consumers = createConsumers();
  let closed = false;

  const nowMs = (): number => Math.floor(clock.nowMs());

  const perform = (operation: SqsOperation, input: Input, { urlOf = urlOfOwn, by }: Caller = {}): SqsOutput =>
    asAwsError(() => {
      try {
        return performOperation(operation, input, { state, nowMs: nowMs(), urlOf, by });
      } finally {
        // A receive or a move changes the dead-letter queue as well.
        state.all().forEach(timers.rearm);
      }
    });

  /** @param isAbandoned - Whether the receiver has gone: then no message is taken. */
  const receive = async (input: Input, isAbandoned: () => boolean = () => false): Promise<MessageInAnswer[]> => {
    const take = (): MessageInAnswer[] =>
      isAbandoned() ? [] : ((perform('ReceiveMessage', input)['Messages'] ?? []) as MessageInAnswer[]);
    let messages = take();
    // Real time: a long poll lasts as long as its client waits.
    const endsAtMs = performance.now() + asAwsError(() => waitSecondsOf(input, state)) * 1000;
    for (;;) {
      const leftMs = endsAtMs - performance.now();
      if (messages.length > 0 || leftMs <= 0 || closed || isAbandoned()) return messages;
      await arrivals.next(queueNameOf(String(input['QueueUrl']), localAccountId), leftMs);
      if (!closed) messages = take();
    }
  };

  const peek = (queueName: string): ReturnType<SqsService['peek']> =>
    peekMessages(
      asAwsError(() => state.named(queueName)),
      nowMs(),
    );

  const depths = (queueName: string): ReturnType<SqsService['depths']> => {
    peek(queueName);
    return state.named(queueName).messages.depths();
  };

  clock.requireQuiet(() =>
    consumers.queueNames().every((name) => state.find(name) === undefined || depths(name).visible === 0),
  );

  return {
    name: 'sqs',
    waits: (call) => isLongPoll(call, state),
    handle: async ({ operation, body, headers, isAbandoned }) => {
      if (!isSqsOperation(operation)) throw unknownOperation('sqs', operation);
      const input = readJsonBody(body);
      const urlOf = (name: string): string => localQueueUrl(`http://${headers['host'] ?? ''}`, name);
      const output =
        operation === 'ReceiveMessage'
          ? answerWith(await receive(input, isAbandoned))
          : perform(operation, input, { urlOf, by: headers[invocationHeader] });
      return { status: 200, body: JSON.stringify(output) };
    },
    createQueues: (definitions) => {
      for (const definition of definitions) {
        const { name, arn } = definition;
        const ownArn = `arn:aws:sqs:${region}:${localAccountId}:${name}`;
        if (arn !== ownArn) throw new Error(`The queue ${name} is declared as ${arn}, but here it is ${ownArn}.`);
        state.add(definition, nowMs());
      }
    },
    send: async (queueName, { body, delaySeconds, messageAttributes, sentBy }) => {
      const input = {
        QueueUrl: urlOfOwn(queueName),
        MessageBody: body,
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
        ...(messageAttributes && { MessageAttributes: messageAttributes }),
      };
      const output = perform('SendMessage', input, { by: sentBy });
      return output['MessageId'] as string;
    },
    receive: async (queueName, { maxMessages, waitSeconds, visibilityTimeoutSeconds }) => {
      if (closed) return [];
      const messages = await receive({
        QueueUrl: urlOfOwn(queueName),
        MaxNumberOfMessages: maxMessages,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...(visibilityTimeoutSeconds !== undefined && { VisibilityTimeout: visibilityTimeoutSeconds }),
      });
      return messages.map(toReceivedMessage);
    },
    deleteBatch: async (queueName, receiptHandles) => {
      const QueueUrl = urlOfOwn(queueName);
      for (const ReceiptHandle of receiptHandles) perform('DeleteMessage', { QueueUrl, ReceiptHandle });
    },
    noteReceive: (queueName, receiptHandles, note) => {
      const { messages } = asAwsError(() => state.named(queueName));
      for (const handle of receiptHandles) Object.assign(messages.receivedWith(handle)?.receives.at(-1) ?? {}, note);
    },
    peek,
    sendBack: (queueName, messageId) => {
      const call = { state, nowMs: nowMs(), urlOf: urlOfOwn };
      const isSent = asAwsError(() => sendMessageBack(state.named(queueName), messageId, call));
      state.all().forEach(timers.rearm);
      return isSent;
    },
    depths,
    oldestAgeSeconds: (queueName) =>
      oldestAgeSeconds(
        asAwsError(() => state.named(queueName)),
        nowMs(),
      ),
    visibleMessageCount: (queueName) => depths(queueName).visible,
    consume: (queueName) => {
      asAwsError(() => state.named(queueName));
      return consumers.add(queueName);
    },
    close: () => {
      closed = true;
      arrivals.close();
    },
  };
}

/** Lets the gateway see refusals as it sees those of other services. */
function asAwsError<T>(perform: () => T): T {
  try {
    return perform();
  } catch (error) {
    if (error instanceof SqsError) throw new AwsError(error.code, error.message, { status: error.status });
    throw error;
  }
}

const answerWith = (messages: readonly MessageInAnswer[]): SqsOutput =>
  messages.length > 0 ? { Messages: messages } : {};

const isSqsOperation = (operation: string): operation is SqsOperation =>
  Object.hasOwn(serviceApis.sqs.operations, operation);

/** @returns Whether a call waits for messages, by its own wait time or by its queue's. */
function isLongPoll({ operation, body }: ServiceCall, state: SqsState): boolean {
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
function waitSecondsOf(input: Input, state: SqsState): number {
  const { receiveWaitTimeSeconds } = state.named(queueNameOf(String(input['QueueUrl']), state.accountId));
  return Number(input['WaitTimeSeconds'] ?? receiveWaitTimeSeconds);
}

const toReceivedMessage = (message: MessageInAnswer): ReceivedMessage => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  md5OfBody: message.MD5OfBody,
  ...(message.MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
  attributes: message.Attributes ?? {},
  messageAttributes: message.MessageAttributes ?? {},
});
