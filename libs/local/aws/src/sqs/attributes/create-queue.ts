import { localAccountId } from '../../local-account';
import { AwsError } from '../../service';
import { type FauxqsEngine } from '../fauxqs-engine';
import { checkTags } from '../guards';
import { type SqsInput } from '../input-schemas';
import { type RecentCalls } from '../recent-calls';
import { checkAttributes, isFifoName } from './check-attributes';
import { completeAttributes } from './set-attributes';

const namePattern = /^[A-Za-z0-9_-]+$/;
const maxNameLength = 80;

/**
 * Creates a queue, or finds the one of this name with these attributes.
 *
 * @throws {AwsError} InvalidParameterValue: the name; QueueDeletedRecently, QueueNameExists, and as SetQueueAttributes
 * refuses. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export async function createQueue(
  { QueueName: name, Attributes: attributes = {}, tags = {} }: SqsInput<'CreateQueue'>,
  { engine, recentCalls }: { readonly engine: FauxqsEngine; readonly recentCalls: RecentCalls },
): Promise<Record<string, unknown>> {
  checkName(name, attributes['FifoQueue'] === 'true');
  recentCalls.create(name);
  checkTags(tags);
  const arn = `arn:aws:sqs:${engine.store.region}:${localAccountId}:${name}`;
  checkAttributes(attributes, { name, arn, attributes: {} }, engine.store);
  const existing = engine.store.getQueueByName(name);
  const other = Object.keys(attributes).find(
    (key) => existing && (existing.getAttribute(key) ?? '') !== attributes[key],
  );
  if (other !== undefined) {
    throw new AwsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${other}`,
    );
  }
  // The engine keeps the object and adds to it.
  const output = await engine.perform('CreateQueue', { QueueName: name, Attributes: { ...attributes }, tags });
  const queue = existing ? undefined : engine.store.getQueueByName(name);
  if (queue) completeAttributes(queue, attributes);
  return output;
}

/** The ending `.fifo` and the attribute go together. */
function checkName(name: string, isFifo: boolean): void {
  const stem = isFifo && isFifoName(name) ? name.slice(0, -'.fifo'.length) : name;
  if (namePattern.test(stem) && name.length <= maxNameLength && isFifo === isFifoName(name)) return;
  throw new AwsError(
    'InvalidParameterValue',
    isFifo
      ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
      : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
  );
}
