import { type NamedQueue, type SqsOperation, type SqsState } from '@pulso/local/sqs';
import { type QueueDefinition } from '@pulso/local/terraform';

import { localQueueUrl } from './queue-urls';

export interface DeclaredQueueDeps {
  readonly state: SqsState;
  readonly perform: (operation: SqsOperation, input: Readonly<Record<string, unknown>>) => unknown;
}

/**
 * Creates all queues first and connects them to their dead-letter queues then, so the definitions' order does not
 * matter.
 *
 * @throws {Error} A queue's ARN is none of this account and region: the definition was resolved for another one.
 */
export function createDeclaredQueues(
  definitions: readonly QueueDefinition[],
  { state, perform }: DeclaredQueueDeps,
): void {
  const set = (name: string, Attributes: Record<string, string>): unknown =>
    perform('SetQueueAttributes', { QueueUrl: localQueueUrl('http://127.0.0.1', name), Attributes });
  for (const definition of definitions) {
    const { name } = definition;
    perform('CreateQueue', { QueueName: name, Attributes: attributesOf(definition) });
    const queue = state.named(name);
    if (queue.arn !== definition.arn) {
      throw new Error(`The queue ${name} is declared as ${definition.arn}, but here it is ${queue.arn}.`);
    }
    showDeclaredPolicy(queue, definition);
  }
  for (const { name, redrive } of definitions) if (redrive) set(name, { RedrivePolicy: JSON.stringify(redrive) });
}

/** Who enforces permissions reads the policy in the stacks; the attribute shows it. */
function showDeclaredPolicy({ attributes }: NamedQueue, { policy }: QueueDefinition): void {
  if (policy === undefined) delete attributes['Policy'];
  else attributes['Policy'] = JSON.stringify(policy);
}

const attributesOf = (definition: QueueDefinition): Record<string, string> => ({
  VisibilityTimeout: String(definition.visibilityTimeoutSeconds),
  DelaySeconds: String(definition.delaySeconds),
  MessageRetentionPeriod: String(definition.messageRetentionSeconds),
  MaximumMessageSize: String(definition.maxMessageBytes),
  ReceiveMessageWaitTimeSeconds: String(definition.receiveWaitTimeSeconds),
});
