import { type EngineQueue, type FauxqsEngine } from '../fauxqs-engine';
import { engineQueueUrl } from '../queue-urls';
import { checkAttributes } from './check-attributes';

/** An empty text takes these away. */
const removable: readonly string[] = ['KmsMasterKeyId', 'Policy', 'RedriveAllowPolicy', 'RedrivePolicy'];

/** How long SQS uses a data key again where nothing else is said, in seconds. */
const defaultReuseSeconds = '300';

/** Checks attributes and sets them. @throws {AwsError} As SetQueueAttributes refuses. Not retryable. */
export async function setAttributes(
  queue: EngineQueue,
  attributes: Readonly<Record<string, string>>,
  engine: FauxqsEngine,
): Promise<Record<string, unknown>> {
  checkAttributes(attributes, queue, engine.store);
  // The engine does not let these be set.
  const { DeduplicationScope: scope, FifoThroughputLimit: limit, ...set } = attributes;
  const output = await engine.perform('SetQueueAttributes', { QueueUrl: engineQueueUrl(queue.name), Attributes: set });
  if (scope !== undefined) queue.attributes['DeduplicationScope'] = scope;
  if (limit !== undefined) queue.attributes['FifoThroughputLimit'] = limit;
  completeAttributes(queue, attributes);
  return output;
}

/**
 * Draws the conclusions from attributes that were set: empty ones are none, and of the two kinds of encryption the one that
 * was set last counts.
 */
export function completeAttributes({ attributes }: EngineQueue, set: Readonly<Record<string, string>>): void {
  for (const name of removable) if (attributes[name] === '') delete attributes[name];
  if (set['SqsManagedSseEnabled'] === 'true') delete attributes['KmsMasterKeyId'];
  if (attributes['KmsMasterKeyId'] === undefined) delete attributes['KmsDataKeyReusePeriodSeconds'];
  else {
    attributes['SqsManagedSseEnabled'] = 'false';
    attributes['KmsDataKeyReusePeriodSeconds'] ??= defaultReuseSeconds;
  }
}
