import { type Arguments } from '../arguments';
import { type QueueDefinition } from '../cloud-definition';
import { isObjectValue, type Value } from '../value';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/**
 * Defaults are those of Terraform's provider, which says them to SQS. They are SQS's own, except for the largest message:
 * SQS takes 1 MiB where nothing is said, and the provider always says something.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/6.66.0/docs/resources/sqs_queue
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export function readQueues(resources: readonly ResolvedResource[]): Located<QueueDefinition>[] {
  const policies = readQueuePolicies(resources);
  return readAll(resources, 'aws_sqs_queue', (parameters, resource) => {
    parameters.allowOnly('fifo_queue', false);
    const redrive = redriveOf(parameters);
    const ownPolicy = parameters.optionalJson('policy');
    const url = resource.attributes['url'];
    const policy = ownPolicy ?? policies.find(({ value }) => value.queueUrl === url)?.value.policy;
    const queue: QueueDefinition = {
      name: parameters.text('name'),
      arn: arnIn(resource),
      visibilityTimeoutSeconds: parameters.optionalNumber('visibility_timeout_seconds') ?? 30,
      delaySeconds: parameters.optionalNumber('delay_seconds') ?? 0,
      messageRetentionSeconds: parameters.optionalNumber('message_retention_seconds') ?? 345_600,
      maxMessageBytes: parameters.optionalNumber('max_message_size') ?? 262_144,
      receiveWaitTimeSeconds: parameters.optionalNumber('receive_wait_time_seconds') ?? 0,
      ...(redrive ? { redrive } : {}),
      ...(policy !== undefined && { policy }),
    };
    parameters.refuseOthers('sqs_managed_sse_enabled', 'kms_master_key_id', 'kms_data_key_reuse_period_seconds');
    return queue;
  });
}

/** Policies that are declared beside their queue, as is usual. */
const readQueuePolicies = (
  resources: readonly ResolvedResource[],
): Located<{ readonly queueUrl: string; readonly policy: unknown }>[] =>
  readAll(resources, 'aws_sqs_queue_policy', (parameters) => {
    const read = {
      queueUrl: parameters.text('queue_url'),
      policy: parameters.optionalJson('policy') ?? parameters.fail('policy', 'JSON'),
    };
    parameters.refuseOthers();
    return read;
  });

function redriveOf(parameters: Arguments): QueueDefinition['redrive'] {
  const policy = parameters.optionalJson('redrive_policy');
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = objectOf(policy);
  const count = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(count) || count < 1) {
    return parameters.fail('redrive_policy', 'JSON with deadLetterTargetArn and a maxReceiveCount of at least 1');
  }
  return { deadLetterTargetArn, maxReceiveCount: count };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  (isObjectValue(value as Value) ? (value as object) : {}) as Readonly<Record<string, unknown>>;
