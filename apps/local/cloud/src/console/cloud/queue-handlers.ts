import { ListMessageMoveTasksCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { type QueuedMessage } from '@pulso/local/aws';
import { type Handlers } from '@pulso/local/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../errors';
import { findNamed } from './find-named';
import { type QueueStacks, queueTies } from './queue-ties';

/** Messages of a page. */
const pageSize = 50;

/** @returns What shows queues and sends dead letters back. */
export function createQueueHandlers({
  clock,
  definition,
  queues,
  settings,
}: Pick<LocalCloud, 'queues' | 'settings'> & {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
  readonly definition: QueueStacks;
}): Handlers<'cloud.messages' | 'cloud.queues' | 'cloud.redrive'> {
  const sqs = new SQSClient(settings);
  return {
    'cloud.queues': () =>
      definition.queues.map((queue) => {
        const messages = queues.peek(queue.name);
        const count = (state: QueuedMessage['state']): number => messages.filter((one) => one.state === state).length;
        const [oldest] = messages;
        return {
          name: queue.name,
          visible: count('visible'),
          inFlight: count('inFlight'),
          delayed: count('delayed'),
          ...(oldest && { oldestAgeMs: Math.max(0, clock.nowMs() - oldest.sentAtMs) }),
          ...queueTies(queue, definition),
        };
      }),
    'cloud.messages': ({ queue, from }) => {
      const messages = queues.peek(findNamed('queue', queue, definition.queues).name);
      return { totalCount: messages.length, messages: messages.slice(from, from + pageSize) };
    },
    'cloud.redrive': async ({ queue: queueName }) => {
      const queue = findNamed('queue', queueName, definition.queues);
      if (!queueTies(queue, definition).deadLettersOf.some(({ kind }) => kind === 'queue')) {
        throw new RefusedOperationError(`Messages of ${queueName} came from no queue to which they could go back.`);
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
