import { type NamedQueue } from '../sqs-state';

/** An empty text takes these away. */
const removable: readonly string[] = ['KmsMasterKeyId', 'RedriveAllowPolicy', 'RedrivePolicy'];

/** How long SQS uses a data key again where nothing else is said, in seconds. */
const defaultReuseSeconds = '300';

/**
 * Sets attributes that were checked, and draws the conclusions: empty ones are none, and of the two kinds of encryption
 * the one that was set last counts.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function setAttributes(queue: NamedQueue, set: Readonly<Record<string, string>>, nowMs: number): void {
  const { attributes } = queue;
  Object.assign(attributes, set);
  queue.modifiedAtSeconds = Math.floor(nowMs / 1000);
  for (const name of removable) if (attributes[name] === '') delete attributes[name];
  if (set['SqsManagedSseEnabled'] === 'true') delete attributes['KmsMasterKeyId'];
  if (attributes['KmsMasterKeyId'] === undefined) delete attributes['KmsDataKeyReusePeriodSeconds'];
  else {
    attributes['SqsManagedSseEnabled'] = 'false';
    attributes['KmsDataKeyReusePeriodSeconds'] ??= defaultReuseSeconds;
  }
}
