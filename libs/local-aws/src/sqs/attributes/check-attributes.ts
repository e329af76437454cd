import { AwsError } from '../../service';
import { type EngineQueue, type EngineStore } from '../fauxqs-engine';
import { checkPolicy } from '../policies/check-policy';
import { checkRedrivePolicy } from './check-redrive-policy';

type Attributes = Readonly<Record<string, string>>;

/** What can be set, of queues of both kinds. Ranges of numbers are the engine's affair. */
const settable: readonly string[] = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

/** Further attributes of FIFO queues, with the values that are emulated. */
const fifoOnly: Readonly<Record<string, readonly string[]>> = {
  FifoQueue: ['true'],
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue'],
  FifoThroughputLimit: ['perQueue'],
};

/** Values that AWS takes beside those of {@link fifoOnly}. */
const notEmulated: readonly string[] = ['messageGroup', 'perMessageGroupId'];

/** The queue whose attributes are checked, which need not exist yet. */
export type CheckedQueue = Pick<EngineQueue, 'name'>;

/**
 * Checks what CreateQueue and SetQueueAttributes say about a queue.
 *
 * @throws {AwsError} InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue; UnsupportedOperation: the high
 * throughput of FIFO queues, and what {@link checkPolicy} says. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkAttributes(attributes: Attributes, queue: CheckedQueue, store: EngineStore): void {
  for (const [name, value] of Object.entries(attributes)) checkFifoAttribute(name, value, queue);
  const { Policy: policy, RedrivePolicy: redrivePolicy } = attributes;
  if (policy) checkPolicy(policy);
  if (redrivePolicy) checkRedrivePolicy(redrivePolicy, queue, store);
  checkEncryption(attributes);
}

/** @returns Whether a queue of this name is or would be a FIFO queue. */
export const isFifoName = (name: string): boolean => name.endsWith('.fifo');

function checkFifoAttribute(name: string, value: string, queue: CheckedQueue): void {
  if (settable.includes(name)) return;
  const values = isFifoName(queue.name) && Object.hasOwn(fifoOnly, name) ? fifoOnly[name] : undefined;
  if (!values) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  if (values.includes(value)) return;
  if (!notEmulated.includes(value)) throw invalid(name);
  throw new AwsError('UnsupportedOperation', `The local cloud does not emulate the value ${value} of ${name}.`);
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
