import { LambdaEventSourceMapping } from '@cdktn/provider-aws/lib/lambda-event-source-mapping';
import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktn/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { type ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';

import { type DeliverySettings, maxDelaySeconds, maxMessageBytes } from '@pulso/contracts/envelope';

import { grows, queueMetric, reaches } from './alarm-condition';
import { Alarm, showLines } from './alarms';
import { holds, named, requireLimits, within } from './limits';
import { keptBy, stackOf } from './pulso-stack';
import { type ServiceFunction } from './service-function';

export interface MessageQueueProps {
  /** The contract's settings. A parameter: an import here would redeploy every stack when one contract changes. */
  readonly delivery: DeliverySettings;
  /** A sentence: what users lack while its messages are not handled. */
  readonly harm: string;
}

const retentionSeconds = 4 * 86_400;

/** SQS's maximum. A dead letter keeps its first sent time, so this must exceed its queue's retention. */
const deadLetterRetentionSeconds = 14 * 86_400;

/**
 * Older messages wait for a stuck consumer. A message that waits by visibility timeout gets old, too, but the metric
 * leaves it out from its fourth receive on, and before that it waits three times, each for at most the longest delay.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const alarmingAgeSeconds = 4 * maxDelaySeconds;

/** A standard queue with its dead-letter queue, and alarms on both. It belongs to the stack of its consumer. */
export class MessageQueue extends Construct {
  readonly delivery: DeliverySettings;
  /** A reference: what uses it is created after the queue. */
  readonly url: string;
  /** Computed: a user of it must depend on {@link resource}. */
  readonly arn: string;
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, { delivery, harm }: MessageQueueProps) {
    super(scope, id);
    const stack = stackOf(this);
    const { settings, service } = stack;
    const name = stack.nameOf(delivery.queueName);
    this.delivery = delivery;
    requireLimits(this, [
      within('its visibility timeout', delivery.visibilityTimeoutSeconds, { from: 0, to: 43_200, unit: ' s' }),
      // With fewer receives a throttled function sends healthy messages to the dead-letter queue.
      within('its maximum receive count', delivery.maxReceiveCount, { from: 5, to: 1_000 }),
    ]);

    const deadLetters = new DeadLetterQueue(this, 'dead-letters', {
      queueName: `${delivery.queueName}-dlq`,
      harm: `${harm} A message of ${name} has failed ${delivery.maxReceiveCount} times and was put aside.`,
    });
    this.arn = stack.queueArn(delivery.queueName);
    const queue = new SqsQueue(this, 'queue', {
      name,
      maxMessageSize: maxMessageBytes,
      visibilityTimeoutSeconds: delivery.visibilityTimeoutSeconds,
      messageRetentionSeconds: retentionSeconds,
      receiveWaitTimeSeconds: 20,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: delivery.maxReceiveCount,
      }),
      ...keptBy(settings),
      dependsOn: [deadLetters.resource],
    });
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [this.arn] }),
      dependsOn: [queue],
    });
    new Alarm(this, 'age', {
      baseName: `${delivery.queueName}-age`,
      harm: `${harm} Messages of ${name} wait for more than ${alarmingAgeSeconds / 60} minutes: its consumer stands still.`,
      firstCommand: showLines(settings.stage, service, '$.event = "message-not-settled"'),
      condition: reaches(queueMetric(name, 'ApproximateAgeOfOldestMessage'), alarmingAgeSeconds),
    });
    this.url = queue.url;
    this.resource = queue;
  }
}

export interface DeadLetterQueueProps {
  /** Base name; the stage's prefix is added. It ends in `-dlq`. */
  readonly queueName: string;
  /** What users lack because of such a message, and its cause. */
  readonly harm: string;
}

/**
 * Keeps undelivered messages and rings at each arrival; after hours without metrics perhaps again for old ones, see
 * {@link grows}.
 */
export class DeadLetterQueue extends Construct {
  readonly url: string;
  /** Computed: a user of it must depend on {@link resource}. */
  readonly arn: string;
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, { queueName, harm }: DeadLetterQueueProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(queueName);
    requireLimits(this, [named('its dead-letter queue', name, /^[A-Za-z0-9_-]+$/, 80)]);
    const queue = new SqsQueue(this, 'queue', {
      name,
      maxMessageSize: maxMessageBytes,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
      ...keptBy(stack.settings),
    });
    new Alarm(this, 'arrivals', {
      baseName: queueName,
      harm,
      firstCommand:
        'aws sqs receive-message --attribute-names All --message-attribute-names All --queue-url ' +
        `"$(aws sqs get-queue-url --queue-name ${name} --query QueueUrl --output text)"`,
      // SQS does not count a redriven message as sent, so the alarm needs the amount itself.
      condition: grows({
        visible: queueMetric(name, 'ApproximateNumberOfMessagesVisible'),
        hidden: queueMetric(name, 'ApproximateNumberOfMessagesNotVisible'),
      }),
    });
    this.url = queue.url;
    this.arn = stack.queueArn(queueName);
    this.resource = queue;
  }
}

/**
 * Lets a function consume a queue in batches, whose messages are settled one by one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class QueueTrigger extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { queue, consumer }: { readonly queue: MessageQueue; readonly consumer: ServiceFunction },
  ) {
    super(scope, id);
    const { batchSize, maximumConcurrency, visibilityTimeoutSeconds, functionTimeoutSeconds } = queue.delivery;
    const { timeoutSeconds } = consumer;
    requireLimits(this, [
      within('its batch size', batchSize, { from: 1, to: 10 }),
      within('its maximum concurrency', maximumConcurrency, { from: 2, to: 1_000 }),
      holds(
        visibilityTimeoutSeconds >= 6 * timeoutSeconds,
        `the queue's visibility timeout is ${visibilityTimeoutSeconds} s, six times the function's timeout of ${timeoutSeconds} s is ${6 * timeoutSeconds} s`,
      ),
      holds(
        functionTimeoutSeconds === timeoutSeconds,
        `the contract promises a function timeout of ${functionTimeoutSeconds} s, the function has ${timeoutSeconds} s`,
      ),
    ]);

    consumer.allow({
      sid: 'ConsumeOwnQueue',
      // ChangeMessageVisibility hides a message that must wait.
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      resources: [queue.arn],
    });
    new LambdaEventSourceMapping(this, 'mapping', {
      eventSourceArn: queue.arn,
      functionName: consumer.name,
      batchSize,
      scalingConfig: { maximumConcurrency },
      functionResponseTypes: ['ReportBatchItemFailures'],
      dependsOn: [queue.resource],
    });
  }
}
