import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktn/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { type DeliverySettings } from '@pulso/contracts/naming';
import { Token } from 'cdktn';
import { Construct } from 'constructs';

import { Alarm } from './alarm';
import { holds, named, requireLimits, within } from './limits';
import { stackOf } from './pulso-stack';

export interface MessageQueueProps {
  /** The contract's settings. Taken as a value: an import here would redeploy every stack when one contract changes. */
  readonly delivery: DeliverySettings;
  /** Default 4 days. */
  readonly retentionSeconds?: number;
  /** Default 14 days, SQS's maximum. */
  readonly deadLetterRetentionSeconds?: number;
  /** Default for messages that name no delay of their own. */
  readonly delaySeconds?: number;
}

const daySeconds = 86_400;

/** A standard queue with its dead-letter queue and the alarm on it. It belongs to the stack of its consumer. */
export class MessageQueue extends Construct {
  readonly delivery: DeliverySettings;
  readonly url: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: MessageQueueProps) {
    super(scope, id);
    const { delivery, retentionSeconds = 4 * daySeconds, deadLetterRetentionSeconds = 14 * daySeconds } = props;
    const delaySeconds = props.delaySeconds ?? 0;
    const name = stackOf(this).nameOf(delivery.queueName);
    this.delivery = delivery;
    requireLimits(this, [
      named('its dead-letter queue', `${name}-dlq`, /^[A-Za-z0-9_-]+$/, 80),
      within('its delay', delaySeconds, { from: 0, to: 900, unit: ' s' }),
      within('its visibility timeout', delivery.visibilityTimeoutSeconds, { from: 0, to: 43_200, unit: ' s' }),
      within('its retention', retentionSeconds, { from: 60, to: 14 * daySeconds, unit: ' s' }),
      within('its dead-letter retention', deadLetterRetentionSeconds, { from: 60, to: 14 * daySeconds, unit: ' s' }),
      // Fewer receives send healthy messages to the dead-letter queue when the function is throttled.
      within('its maximum receive count', delivery.maxReceiveCount, { from: 5, to: 1_000 }),
      // A dead-lettered message keeps the time at which it was first sent.
      holds(
        deadLetterRetentionSeconds > retentionSeconds,
        `its dead-letter queue keeps messages for ${deadLetterRetentionSeconds} s, which must be longer than the queue's ${retentionSeconds} s`,
      ),
    ]);

    const deadLetters = new SqsQueue(this, 'dead-letters', {
      name: `${name}-dlq`,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
    const queue = new SqsQueue(this, 'queue', {
      name,
      visibilityTimeoutSeconds: delivery.visibilityTimeoutSeconds,
      messageRetentionSeconds: retentionSeconds,
      delaySeconds,
      receiveWaitTimeSeconds: 20,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: delivery.maxReceiveCount,
      }),
    });
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
    });
    new Alarm(this, 'dead-letters-alarm', {
      baseName: `${delivery.queueName}-dlq`,
      description:
        `Messages of ${name} failed ${delivery.maxReceiveCount} times. Look for message-not-settled in the consumer's ` +
        'log, mend the cause, then redrive the queue: docs/protocol.md, "Dead letters".',
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: `${name}-dlq` },
      statistic: 'Maximum',
      periodSeconds: 60,
    });
    this.url = Token.asString(queue.url);
    this.arn = queue.arn;
  }
}
