import { type QueueDefinition } from '@pulso/local-terraform';

import { type EngineQueue, type EngineStore, type SqsOperation } from './fauxqs-engine';
import { engineQueueUrl } from './queue-urls';

export interface DeclaredQueueDeps {
  readonly store: EngineStore;
  readonly perform: (operation: SqsOperation, input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/**
 * Creates all queues first and connects them to their dead-letter queues then, so the definitions' order does not
 * matter.
 *
 * @throws {Error} A queue's ARN is none of this account and region: the definition was resolved for another one.
 */
export async function createDeclaredQueues(
  definitions: readonly QueueDefinition[],
  { store, perform }: DeclaredQueueDeps,
): Promise<void> {
  for (const definition of definitions) {
    const known = store.getQueueByName(definition.name);
    // A queue of an earlier run: what the stacks say now counts.
    if (known) {
      await perform('SetQueueAttributes', {
        QueueUrl: engineQueueUrl(definition.name),
        Attributes: { ...attributesOf(definition), RedrivePolicy: '', RedriveAllowPolicy: '' },
      });
    } else await perform('CreateQueue', { QueueName: definition.name, Attributes: attributesOf(definition) });
    const queue = store.getQueueByName(definition.name);
    const arn = queue?.arn;
    if (arn !== definition.arn) {
      throw new Error(`The queue ${definition.name} is declared as ${definition.arn}, but here it is ${String(arn)}.`);
    }
    if (queue) setDeclaredPolicy(queue, definition);
  }
  for (const { name, redrive } of definitions) {
    if (!redrive) continue;
    await perform('SetQueueAttributes', {
      QueueUrl: engineQueueUrl(name),
      Attributes: { RedrivePolicy: JSON.stringify(redrive) },
    });
  }
}

/** Not by SetQueueAttributes: who enforces permissions tells with better words what is wrong with a declared policy. */
function setDeclaredPolicy({ attributes }: EngineQueue, { policy }: QueueDefinition): void {
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
