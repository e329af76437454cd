import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktn/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { type ITerraformDependable, Token } from 'cdktn';
import { Construct } from 'constructs';

import { type DeliverySettings, maxDelaySeconds, maxMessageBytes } from '@pulso/contracts/envelope';

import { Alarm } from '../alarms/alarm';
import { queueMetric } from '../alarms/metric';
import { reaches } from '../alarms/alarm-condition';
import { showLines } from '../alarms/show-errors';
import { keptBy } from '../stack/kept-by';
import { requireLimits, within } from '../stack/limits';
import { stackOf } from '../stack/pulso-stack';
import { DeadLetterQueue } from './dead-letter-queue';

export interface MessageQueueProps {
  /** The contract's settings. Taken as a value: an import here would redeploy every stack when one contract changes. */
  readonly delivery: DeliverySettings;
  /** What users lack while its messages are not handled, as a sentence. */
  readonly harm: string;
}

const retentionSeconds = 4 * 86_400;

/**
 * What is older waits for a consumer that is stuck. A message that waits in its queue gets old, too, but from its fourth
 * receive on the metric leaves it out, and until then it waits three times for at most as long as a delay lasts.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const alarmingAgeSeconds = 4 * maxDelaySeconds;

/** A standard queue with its dead-letter queue, and alarms on both. It belongs to the stack of its consumer. */
export class MessageQueue extends Construct {
  readonly delivery: DeliverySettings;
  /** A reference: what uses it is created after the queue. */
  readonly url: string;
  /** Computed: what uses it names {@link resource} among what it depends on. */
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
      // Fewer receives send healthy messages to the dead-letter queue when the function is throttled.
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
    this.url = Token.asString(queue.url);
    this.resource = queue;
  }
}
