import { AwsError } from '../service';
import { type FauxqsEngine } from './fauxqs-engine';
import { type SqsInput } from './input-schemas';

const maxDelaySeconds = 900;
const receiptHandlePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What SQS refuses in a message and fauxqs accepts.
 *
 * @returns The refusal, or undefined.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function refusalOfMessage({
  DelaySeconds: delaySeconds = 0,
  MessageAttributes: attributes = {},
}: Pick<SqsInput<'SendMessage'>, 'DelaySeconds' | 'MessageAttributes'>): AwsError | undefined {
  if (delaySeconds < 0 || delaySeconds > maxDelaySeconds) {
    return invalidValue(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. ` +
        `Reason: DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`,
    );
  }
  if (Object.keys(attributes).length > 10) {
    return invalidValue('Number of message attributes [more than 10] exceeds the allowed maximum [10].');
  }
  const bare = Object.entries(attributes).find(([, value]) => !value.StringValue && !value.BinaryValue);
  return (
    bare &&
    invalidValue(`Message (user) attribute '${bare[0]}' must contain a non-empty value of type '${bare[1].DataType}'.`)
  );
}

/** @returns ReceiptHandleIsInvalid for a text that was never a handle, undefined for one that is or was. */
export function refusalOfReceipt(receiptHandle: string): AwsError | undefined {
  if (receiptHandlePattern.test(receiptHandle)) return undefined;
  return new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is invalid.`, {
    status: 404,
  });
}

/**
 * @throws {AwsError} InvalidParameterValue: not 1 to 10. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function checkMaxNumberOfMessages(count = 1): void {
  if (count >= 1 && count <= 10) return;
  throw invalidValue(
    `Value ${count} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
  );
}

/**
 * Checks what CreateQueue and SetQueueAttributes say about the queue.
 *
 * @throws {AwsError} InvalidAttributeName. InvalidParameterValue: the dead-letter queue does not exist or the count is not 1 to 1000.
 * UnsupportedOperation: a FIFO queue, which is not emulated. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkQueueAttributes(
  attributes: Readonly<Record<string, string>>,
  { attributeNames, store }: FauxqsEngine,
): void {
  const unknown = Object.keys(attributes).find((name) => !attributeNames.includes(name));
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  if (attributes['FifoQueue'] === 'true') throw fifoIsNotEmulated();
  const policy = attributes['RedrivePolicy'];
  if (policy === undefined || policy === '') return;
  const { deadLetterTargetArn, maxReceiveCount } = parseRedrivePolicy(policy);
  const refuse = (reason: string): AwsError =>
    invalidValue(`Value ${policy} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  if (typeof deadLetterTargetArn !== 'string') throw refuse('It has no deadLetterTargetArn.');
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw refuse('maxReceiveCount must be 1 to 1000.');
  if (!store.getQueueByArn(deadLetterTargetArn)) throw refuse('Dead letter target does not exist.');
}

/**
 * @param name - Of a new queue.
 * @throws {AwsError} InvalidParameterValue or, for a FIFO queue, UnsupportedOperation. Not retryable.
 */
export function checkQueueName(name: string): void {
  if (name.endsWith('.fifo')) throw fifoIsNotEmulated();
  if (/^[A-Za-z0-9_-]{1,80}$/.test(name)) return;
  throw invalidValue('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.');
}

/**
 * @param tags - All that the queue would have.
 * @throws {AwsError} InvalidParameterValue: more than 50, or a key or value that is too long. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > 50) throw invalidValue(`Too many tags added for queue: ${entries.length}, at most 50.`);
  const wrong = entries.find(([key, value]) => key.length < 1 || key.length > 128 || value.length > 256);
  if (wrong)
    throw invalidValue(
      `The tag ${wrong[0].slice(0, 128)} is invalid: keys have 1 to 128 characters, values at most 256.`,
    );
}

function parseRedrivePolicy(policy: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(policy);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same refusal as for JSON that is no object.
  }
  throw invalidValue(
    `Value ${policy} for parameter RedrivePolicy is invalid. Reason: Redrive policy is not a JSON map.`,
  );
}

const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

const fifoIsNotEmulated = (): AwsError =>
  new AwsError('UnsupportedOperation', 'The local cloud does not emulate FIFO queues.');
