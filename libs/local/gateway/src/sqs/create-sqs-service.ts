import { randomUUID } from 'node:crypto';

import { invocationHeader } from '../http/serve-on-loopback';
import {
  advance,
  type DeliveryFault,
  performOperation,
  queueNameOf,
  type ReceivedMessage as MessageInAnswer,
  sendMessageBack,
  type SqsCall,
  type SqsMessage,
  type SqsOutput,
  SqsState,
} from '@pulso/world/sqs';
import { type LocalClock } from '@pulso/world/time';

import { readJsonBody } from '../parse-input';
import { localAccountId, type ServiceCall } from '../service';
import { createArrivals } from './arrivals';
import { localQueueUrl, type QueuedMessage, type ReceivedMessage, type SqsService } from './sqs-service';

export interface SqsServiceOptions {
  readonly clock: Pick<LocalClock, 'nowMs' | 'requireQuiet' | 'setTimer'>;
  /** For the queues' ARNs; calls of every region reach the same queues. */
  readonly region: string;
  /** Gives the fault of each message that enters a queue. Absent: no faults. */
  readonly faultFor?: (queueName: string, message: SqsMessage) => DeliveryFault | undefined;
  /** Called with each message that enters a queue: the object itself, which changes later. */
  readonly onMessage?: (message: SqsMessage, queueName: string) => void;
}

type Input = Readonly<Record<string, unknown>>;

type Caller = Partial<Pick<SqsCall, 'by' | 'urlOf'>>;

/** A message that was received more often no longer counts for the age of a queue; delayed ones do not (unverified). */
const maxReceiveCount = 3;

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
  const arrivals = createArrivals(clock);
  const consumers = new Set<{ readonly queueName: string }>();
  let closed = false;

  const nowMs = (): number => Math.floor(clock.nowMs());

  const perform = (operation: string, input: Input, { urlOf = urlOfOwn, by }: Caller = {}): SqsOutput => {
    try {
      return performOperation(operation, input, { state, nowMs: nowMs(), urlOf, by });
    } finally {
      // A receive or a move changes the dead-letter queue as well.
      state.all().forEach(arrivals.look);
    }
  };

  /** @param isAbandoned - Whether the receiver has gone: then no message is taken. */
  const receive = async (input: Input, isAbandoned: () => boolean = () => false): Promise<MessageInAnswer[]> => {
    const take = (): MessageInAnswer[] =>
      isAbandoned() ? [] : ((perform('ReceiveMessage', input)['Messages'] ?? []) as MessageInAnswer[]);
    let messages = take();
    // Real time: a long poll lasts as long as its client waits.
    const endsAtMs = performance.now() + waitSecondsOf(input, state) * 1000;
    for (;;) {
      const leftMs = endsAtMs - performance.now();
      if (messages.length > 0 || leftMs <= 0 || closed || isAbandoned()) return messages;
      await arrivals.next(queueNameOf(String(input['QueueUrl']), localAccountId), leftMs);
      if (!closed) messages = take();
    }
  };

  const peek = (queueName: string): QueuedMessage[] => {
    const queue = state.named(queueName);
    advance(queue, nowMs());
    return queue.messages
      .contents()
      .map(({ state: inState, message: { receiptHandle: _handle, visibleAtMs, ...message } }) => ({
        ...message,
        state: inState,
        ...(visibleAtMs !== undefined && { visibleAtMs }),
      }))
      .sort((left, right) => left.sentAtMs - right.sentAtMs);
  };

  const depths = (queueName: string): ReturnType<SqsService['depths']> => {
    const queue = state.named(queueName);
    advance(queue, nowMs());
    return queue.messages.depths();
  };

  clock.requireQuiet(() => [...consumers].every(({ queueName }) => depths(queueName).visible === 0));

  return {
    name: 'sqs',
    waits: (call) => isLongPoll(call, state),
    handle: async ({ operation, body, headers, isAbandoned }) => {
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
    send: async (queueName, { body, delaySeconds, sentBy }) => {
      const input = {
        QueueUrl: urlOfOwn(queueName),
        MessageBody: body,
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
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
        ...(visibilityTimeoutSeconds !== undefined && { VisibilityTimeout: visibilityTimeoutSeconds }),
      });
      return messages.map(toReceivedMessage);
    },
    deleteBatch: async (queueName, receiptHandles) => {
      const QueueUrl = urlOfOwn(queueName);
      for (const ReceiptHandle of receiptHandles) perform('DeleteMessage', { QueueUrl, ReceiptHandle });
    },
    noteReceive: (queueName, receiptHandles, note) => {
      const { messages } = state.named(queueName);
      for (const handle of receiptHandles) Object.assign(messages.receivedWith(handle)?.receives.at(-1) ?? {}, note);
    },
    peek,
    sendBack: (queueName, messageId) => {
      const call = { state, nowMs: nowMs(), urlOf: urlOfOwn };
      const isSent = sendMessageBack(state.named(queueName), messageId, call);
      state.all().forEach(arrivals.look);
      return isSent;
    },
    depths,
    oldestAgeSeconds: (queueName) => {
      const [oldest] = peek(queueName).filter(
        ({ state: inState, receiveCount }) => inState !== 'delayed' && receiveCount <= maxReceiveCount,
      );
      return oldest ? Math.floor((nowMs() - oldest.sentAtMs) / 1_000) : 0;
    },
    consume: (queueName) => {
      const consumer = { queueName: state.named(queueName).name };
      consumers.add(consumer);
      return () => void consumers.delete(consumer);
    },
    close: () => {
      closed = true;
      arrivals.close();
    },
  };
}

const answerWith = (messages: readonly MessageInAnswer[]): SqsOutput =>
  messages.length > 0 ? { Messages: messages } : {};

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
 * @throws {AwsError} Its queue does not exist.
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
  attributes: message.Attributes ?? {},
});
