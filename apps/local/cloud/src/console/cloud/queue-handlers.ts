import { type QueuedMessage } from '@pulso/local/aws';
import { type Handlers, type CloudPart, type QueueSummary } from '@pulso/local/console-api';
import { type CloudDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { type LocalCloud } from '../../cloud/local-cloud';
import { findNamed } from '../refuse';

/** Messages of a page. */
const pageSize = 50;

/** @returns What shows queues and sends dead letters back. */
export function createQueueHandlers({
  clock,
  definition,
  queues,
}: Pick<LocalCloud, 'queues'> & {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
  readonly definition: QueueStacks;
}): Handlers<'cloud.messages' | 'cloud.queues'> {
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
  };
}

type Ties = Pick<QueueSummary, 'consumers' | 'deadLettersOf' | 'redrive'>;

/** What of the stacks a queue may be tied to. */
type QueueStacks = Pick<CloudDefinition, 'eventSourceMappings' | 'functions' | 'queues' | 'schedules'>;

/** @returns What of the stacks a queue is tied to. */
export function queueTies(
  { arn, redrive }: Pick<QueueDefinition, 'arn' | 'redrive'>,
  { queues, schedules, functions, eventSourceMappings }: QueueStacks,
): Ties {
  const target = redrive && queues.find((queue) => queue.arn === redrive.deadLetterTargetArn);
  const consumers = eventSourceMappings.flatMap(({ queueArn, functionName }) =>
    queueArn === arn ? [functionName] : [],
  );
  const sources = [
    ...queues.filter((queue) => queue.redrive?.deadLetterTargetArn === arn).map(part('queue')),
    ...schedules.filter(({ deadLetterArn }) => deadLetterArn === arn).map(part('schedule')),
    ...functions.filter(({ asyncInvoke }) => asyncInvoke.onFailureDestinationArn === arn).map(part('function')),
  ];
  return {
    consumers,
    // A function that takes failures from it deals with them: none of them is left lying.
    deadLettersOf: consumers.length > 0 ? [] : sources,
    ...(redrive && target && { redrive: { queue: target.name, maxReceiveCount: redrive.maxReceiveCount } }),
  };
}

const part =
  (kind: CloudPart['kind']) =>
  ({ name }: { readonly name: string }): CloudPart => ({ kind, name });
