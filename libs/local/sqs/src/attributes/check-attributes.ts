import { notEmulated, SqsError } from '../errors';
import { type SqsState } from '../sqs-state';
import { checkRedrivePolicy } from './check-redrive-policy';
import { checkRedriveAllowPolicy } from './redrive-allow-policy';

type Attributes = Readonly<Record<string, string>>;

/** Whole numbers, with the least and the most that SQS takes. */
const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1_024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

const otherNames: readonly string[] = [
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
];

/** What SQS would take. No stack sets them by a call. */
const notTaken: readonly string[] = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoQueue',
  'FifoThroughputLimit',
  'Policy',
];

/** What SetQueueAttributes may be asked about. */
export const settableNames: readonly string[] = [...Object.keys(ranges), ...otherNames, ...notTaken];

/**
 * Checks what CreateQueue and SetQueueAttributes say about a queue.
 *
 * @param arn - Of the queue, which need not exist yet.
 * @throws {SqsError} InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue; UnsupportedOperation: AWS would take it.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkAttributes(attributes: Attributes, arn: string, state: SqsState): void {
  for (const [name, value] of Object.entries(attributes)) checkAttribute(name, value);
  const { RedrivePolicy: redrivePolicy, RedriveAllowPolicy: allowPolicy } = attributes;
  if (redrivePolicy) checkRedrivePolicy(redrivePolicy, arn, state);
  if (allowPolicy) checkRedriveAllowPolicy(allowPolicy);
  checkEncryption(attributes);
}

function checkAttribute(name: string, value: string): void {
  if (notTaken.includes(name)) throw notEmulated(`the attribute ${name} of queues`);
  if (otherNames.includes(name)) return;
  const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
  if (!range) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  const [least, most] = range;
  const isIn = /^-?\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most;
  if (!isIn) throw invalid(name, ` Reason: Must be between ${least} and ${most}.`);
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
  throw new SqsError(
    'InvalidAttributeValue',
    'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS encryption or SQS encryption.',
  );
}

const invalid = (name: string, reason = ''): SqsError =>
  new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.${reason}`);
