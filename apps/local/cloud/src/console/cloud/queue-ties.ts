import { type CloudPart, type QueueSummary } from '@pulso/local/console-api';
import { type CloudDefinition, type QueueDefinition } from '@pulso/local/terraform';

type Ties = Pick<QueueSummary, 'consumers' | 'deadLettersOf' | 'redrive'>;

/** What of the stacks a queue may be tied to. */
export type QueueStacks = Pick<CloudDefinition, 'eventSourceMappings' | 'functions' | 'queues' | 'schedules'>;

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
