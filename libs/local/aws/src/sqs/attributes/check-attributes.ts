import { AwsError } from '../../service';
import { type EngineStore } from '../fauxqs-engine';
import { checkPolicy } from '../policies/check-policy';
import { checkRedrivePolicy } from './check-redrive-policy';
import { checkRedriveAllowPolicy } from './redrive-allow-policy';
import { type CheckedQueue } from './checked-queue';

type Attributes = Readonly<Record<string, string>>;

/** Whole numbers, of which the engine checks the range only. */
const wholeNumbers: readonly string[] = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

/** What can be set, of queues of both kinds. */
const settable: readonly string[] = [
  ...wholeNumbers,
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'Policy',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
];

/** Further attributes of FIFO queues, with their values. */
const fifoOnly: Readonly<Record<string, readonly string[]>> = {
  FifoQueue: ['true'],
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
};

/**
 * Checks what CreateQueue and SetQueueAttributes say about a queue.
 *
 * @throws {AwsError} InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue; UnsupportedOperation: what
 * {@link checkPolicy} says. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkAttributes(attributes: Attributes, queue: CheckedQueue, store: EngineStore): void {
  for (const [name, value] of Object.entries(attributes)) checkAttribute(name, value, queue);
  checkThroughput({ ...queue.attributes, ...attributes });
  const { Policy: policy, RedrivePolicy: redrivePolicy } = attributes;
  if (policy) checkPolicy(policy);
  if (redrivePolicy) checkRedrivePolicy(redrivePolicy, queue, store);
  if (attributes['RedriveAllowPolicy']) checkRedriveAllowPolicy(attributes['RedriveAllowPolicy']);
  checkEncryption(attributes);
}

/** @returns Whether a queue of this name is or would be a FIFO queue. */
export const isFifoName = (name: string): boolean => name.endsWith('.fifo');

function checkAttribute(name: string, value: string, queue: CheckedQueue): void {
  if (wholeNumbers.includes(name) && !/^-?\d{1,15}$/.test(value)) throw invalid(name);
  if (settable.includes(name)) return;
  const values = isFifoName(queue.name) && Object.hasOwn(fifoOnly, name) ? fifoOnly[name] : undefined;
  if (!values) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  if (!values.includes(value)) throw invalid(name);
}

/** No throughput is limited here, but a limit per message group needs deduplication per message group. */
function checkThroughput({ FifoThroughputLimit: limit, DeduplicationScope: scope }: Attributes): void {
  if (limit === 'perMessageGroupId' && scope !== 'messageGroup') throw invalid('FifoThroughputLimit');
}

/**
 * Nothing is encrypted here: the attributes are kept and shown, and no key is asked for. Both kinds at once are refused.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
 */
function checkEncryption(attributes: Attributes): void {
  const { KmsMasterKeyId: keyId, KmsDataKeyReusePeriodSeconds: seconds, SqsManagedSseEnabled: isManaged } = attributes;
  if (isManaged !== undefined && !['true', 'false'].includes(isManaged)) throw invalid('SqsManagedSseEnabled');
  if (seconds !== undefined && !(/^\d{1,5}$/.test(seconds) && Number(seconds) >= 60 && Number(seconds) <= 86_400)) {
    throw invalid('KmsDataKeyReusePeriodSeconds');
  }
  if (!keyId || isManaged !== 'true') return;
  throw new AwsError(
    'InvalidAttributeValue',
    'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS encryption or SQS encryption.',
  );
}

const invalid = (name: string): AwsError =>
  new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
