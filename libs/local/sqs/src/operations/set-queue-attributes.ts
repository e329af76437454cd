import { type NamedQueue } from '../sqs-state';

/** An empty text takes these away. */
const removable: readonly string[] = ['RedriveAllowPolicy', 'RedrivePolicy'];

/**
 * Sets attributes that were checked.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function setAttributes(queue: NamedQueue, set: Readonly<Record<string, string>>, nowMs: number): void {
  Object.assign(queue.attributes, set);
  queue.modifiedAtSeconds = Math.floor(nowMs / 1000);
  for (const name of removable) if (queue.attributes[name] === '') delete queue.attributes[name];
}
