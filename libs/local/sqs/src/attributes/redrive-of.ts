import { type SqsMessage } from '../messages/sqs-message';
import { type Redrive } from '../queue';
import { type NamedQueue, type SqsState } from '../sqs-state';
import { jsonObjectIn } from './json-object-in';

/** @returns The ARN of a queue's dead-letter queue, undefined where it has none. */
export const deadLetterArnOf = ({ attributes }: NamedQueue): unknown =>
  jsonObjectIn(attributes['RedrivePolicy'] ?? '')?.['deadLetterTargetArn'];

/** @returns What a queue's redrive policy says now; undefined without one, and while the dead-letter queue does not exist. */
export function redriveOf(queue: NamedQueue, state: SqsState, nowMs: number): Redrive<SqsMessage> | undefined {
  const target = state.at(String(deadLetterArnOf(queue)));
  if (!target) return undefined;
  return {
    maxReceiveCount: Number(jsonObjectIn(queue.attributes['RedrivePolicy'] ?? '')?.['maxReceiveCount']),
    bury: (message) => {
      message.deadLetterSourceArn = queue.arn;
      state.deliver(target, message, { nowMs, delayMs: 0 });
    },
  };
}
