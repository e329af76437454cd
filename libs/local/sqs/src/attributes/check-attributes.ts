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

const otherNames: readonly string[] = ['RedriveAllowPolicy', 'RedrivePolicy'];

/** What SQS would take. No stack sets them by a call. */
const notTaken: readonly string[] = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'Policy',
  'SqsManagedSseEnabled',
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
}

function checkAttribute(name: string, value: string): void {
  if (notTaken.includes(name)) throw notEmulated(`the attribute ${name} of queues`);
  if (otherNames.includes(name)) return;
  const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
  if (!range) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  const [least, most] = range;
  const isIn = /^-?\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most;
  if (isIn) return;
  throw new SqsError(
    'InvalidAttributeValue',
    `Invalid value for the parameter ${name}. Reason: Must be between ${least} and ${most}.`,
  );
}
