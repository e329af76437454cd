import { checkAttributes } from '../attributes/check-attributes';
import { allAttributes } from '../attributes/shown-attributes';
import { type Output, type SqsCall } from '../call';
import { invalidValue, notEmulated, SqsError } from '../errors';
import { type SqsInput } from '../input/input-schemas';
import { setAttributes } from './set-queue-attributes';

const namePattern = /^[A-Za-z0-9_-]{1,80}$/;

const standardValues = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

/**
 * Creates a queue, or finds the one of this name with these attributes.
 *
 * @throws {SqsError} InvalidParameterValue: the name; QueueDeletedRecently, QueueNameExists, and as SetQueueAttributes
 * refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export function createQueue(
  { QueueName: name, Attributes: attributes = {} }: SqsInput<'CreateQueue'>,
  { state, nowMs, urlOf }: SqsCall,
): Output {
  checkName(name);
  state.checkNotJustDeleted(name, nowMs);
  checkAttributes(attributes, state.arnOf(name), state);
  const existing = state.find(name);
  if (existing) {
    const shown = allAttributes(existing);
    const other = Object.keys(attributes).find((key) => (shown[key] ?? '') !== attributes[key]);
    if (other !== undefined) {
      throw new SqsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${other}`,
      );
    }
  } else {
    const createdAtSeconds = Math.floor(nowMs / 1000);
    const queue = state.add({
      ...{ name, arn: state.arnOf(name), createdAtSeconds, modifiedAtSeconds: createdAtSeconds },
      attributes: { ...standardValues },
    });
    setAttributes(queue, attributes, nowMs);
  }
  return { QueueUrl: urlOf(name) };
}

function checkName(name: string): void {
  if (name.endsWith('.fifo')) throw notEmulated('FIFO queues');
  if (namePattern.test(name)) return;
  throw invalidValue('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.');
}
