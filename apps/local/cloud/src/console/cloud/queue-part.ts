import { ListMessageMoveTasksCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { type QueuedMessage } from '@pulso/local/aws';
import { type CloudRow, type Handlers } from '@pulso/local/console-api';
import { type CloudDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { readFields } from '../../log-line';
import { findNamed } from '../refuse';
import { type PartHandlers } from './part-handlers';

export interface QueuesCloud extends Pick<LocalCloud, 'queues' | 'settings'> {
  readonly definition: Pick<CloudDefinition, 'eventSourceMappings' | 'functions' | 'queues' | 'schedules'>;
}

/** @returns Why a message came back the last time, in words; undefined: it did not. */
export type WhyBack = (message: Pick<QueuedMessage, 'body' | 'messageId' | 'receives'>) => string | undefined;

/** Messages of a page. */
const pageSize = 50;

/** Shows queues and what lies in them. */
export function createQueuePart(
  { definition, queues, settings }: QueuesCloud,
  shortName: (name: string) => string,
  whyBack: WhyBack,
): PartHandlers & { readonly redrive: Handlers['cloud.redrive'] } {
  const sqs = new SQSClient(settings);
  const find = (name: string): QueueDefinition => findNamed('queue', name, definition.queues);
  const nameAt = (arn: string): string => shortName(arn.slice(arn.lastIndexOf(':') + 1));
  /** Of a queue in which messages are left to lie, those that it takes them from. */
  const sourcesOf = ({ arn }: QueueDefinition) => {
    const hasConsumer = definition.eventSourceMappings.some(({ queueArn }) => queueArn === arn);
    if (hasConsumer) return { queues: [], ways: [] };
    const from = definition.queues.filter(({ redrive }) => redrive?.deadLetterTargetArn === arn);
    const failed = (what: string, name: string): string =>
      `after each attempt of the ${what} ${shortName(name)} has failed`;
    const ways = [
      ...from.map(({ name, redrive }) => `after ${redrive?.maxReceiveCount} failed receives from ${shortName(name)}`),
      ...definition.schedules.flatMap((each) => (each.deadLetterArn === arn ? [failed('schedule', each.name)] : [])),
      ...definition.functions.flatMap(({ name, asyncInvoke }) =>
        asyncInvoke.onFailureDestinationArn === arn ? [failed('function', name)] : [],
      ),
    ];
    return { queues: from, ways };
  };
  const about = (queue: QueueDefinition): string => {
    const takers = definition.eventSourceMappings.filter(({ queueArn }) => queueArn === queue.arn);
    const { ways, queues: from } = sourcesOf(queue);
    if (ways.length > 0) {
      const how = from.length > 0 ? ', then send it back: here, or with aws sqs start-message-move-task' : '';
      return `A message comes here ${ways.join(' or ')}. See why, mend the cause${how}.`;
    }
    const taken = `Taken by ${takers.map(({ functionName }) => shortName(functionName)).join(', ') || 'no function'}`;
    const { redrive } = queue;
    if (!redrive) return `${taken}.`;
    return `${taken}; after ${redrive.maxReceiveCount} failed receives put into ${nameAt(redrive.deadLetterTargetArn)}.`;
  };
  const show = (message: QueuedMessage): CloudRow => {
    const { messageId, state, body, receiveCount, sentAtMs, sentBy, deadLetterSourceArn: source } = message;
    const runId = readFields(body)?.['runId'];
    const why = whyBack(message);
    const isDead = source !== undefined;
    return {
      id: `${messageId}${message.isCopy ? ' copy' : ''}`,
      text: body,
      ...(typeof runId === 'string' && { runId }),
      ...(isDead && { isBad: true }),
      ...(isDead && state === 'visible' && { canGoBack: true }),
      facts: {
        State: isDead ? `dead letter of ${nameAt(source)}` : stateInWords(message),
        ...{ Sent: { atMs: sentAtMs }, 'Sent by': sentBy ?? '–', Receives: receiveCount },
        'Why it came back': why ?? '–',
        'Next try': isDead
          ? 'when sent back'
          : message.visibleAtMs === undefined
            ? 'at once'
            : { atMs: message.visibleAtMs },
      },
    };
  };
  return {
    list: () =>
      definition.queues.map((queue) => {
        const messages = queues.peek(queue.name);
        const count = (state: QueuedMessage['state']): number => messages.filter((one) => one.state === state).length;
        const [oldest] = messages;
        const isBad = messages.length > 0 && sourcesOf(queue).ways.length > 0;
        return {
          id: queue.name,
          ...(isBad && { isBad }),
          facts: {
            ...{ Waiting: count('visible'), 'In flight': count('inFlight'), Delayed: count('delayed') },
            'Oldest sent': oldest ? { atMs: oldest.sentAtMs } : '–',
            'What happens here': about(queue),
          },
        };
      }),
    detail: (name, { from = '0', holds }) => {
      const queue = find(name);
      const wanted = holds.toLowerCase();
      const messages = queues.peek(name).filter(({ body }) => body.toLowerCase().includes(wanted));
      const [first, end] = [Number(from), Number(from) + pageSize];
      const goesBackTo = sourcesOf(queue).queues.map((each) => shortName(each.name));
      return {
        about: about(queue),
        rows: messages.slice(first, end).map(show),
        ...(end < messages.length && { next: String(end) }),
        ...(goesBackTo.length > 0 && { goesBackTo: goesBackTo.join(', ') }),
      };
    },
    redrive: async ({ queue: queueName, messageId }) => {
      const queue = find(queueName);
      if (sourcesOf(queue).queues.length === 0) {
        throw new RefusedOperationError(`Messages of ${queueName} came from no queue to which they could go back.`);
      }
      if (messageId !== undefined) {
        if (queues.sendBack(queueName, messageId)) return { movedCount: 1 };
        throw new RefusedOperationError(
          `Message ${messageId} does not wait in ${queueName} any more, or it came from no queue.`,
        );
      }
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: queue.arn }));
      const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: queue.arn, MaxResults: 1 }));
      const { Status, ApproximateNumberOfMessagesMoved: movedCount = 0 } = Results?.[0] ?? {};
      if (Status === 'COMPLETED') return { movedCount };
      throw new RefusedOperationError(
        `${movedCount} messages of ${queueName} have gone back; the next one did not come from a queue, so it stays.`,
      );
    },
  };
}

function stateInWords({ state, delayMs, visibleAtMs, receives }: QueuedMessage): string {
  if (state === 'inFlight' && receives.at(-1)?.failure !== undefined) return 'put back';
  if (state === 'delayed') return delayMs > 0 ? `delayed by ${delayMs / 1_000} s` : 'delivered late by a fault';
  return visibleAtMs === undefined ? 'waiting' : 'in flight';
}
