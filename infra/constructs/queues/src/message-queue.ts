import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktn/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { type DeliverySettings, maxMessageBytes } from '@pulso/contracts/naming';
import { Token } from 'cdktn';
import { Construct } from 'constructs';

import { Alarm } from '@pulso/infra/constructs/alarms';
import { named, requireLimits, within } from '@pulso/infra/constructs/stack';
import { stackOf } from '@pulso/infra/constructs/stack';

export interface MessageQueueProps {
  /** The contract's settings. Taken as a value: an import here would redeploy every stack when one contract changes. */
  readonly delivery: DeliverySettings;
}

const daySeconds = 86_400;
const retentionSeconds = 4 * daySeconds;

/** SQS's maximum. A dead-lettered message keeps the time at which it was first sent, so it must outlast the queue's. */
const deadLetterRetentionSeconds = 14 * daySeconds;

/** A standard queue with its dead-letter queue and the alarm on it. It belongs to the stack of its consumer. */
export class MessageQueue extends Construct {
  readonly delivery: DeliverySettings;
  readonly url: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { delivery }: MessageQueueProps) {
    super(scope, id);
    const name = stackOf(this).nameOf(delivery.queueName);
    this.delivery = delivery;
    requireLimits(this, [
      named('its dead-letter queue', `${name}-dlq`, /^[A-Za-z0-9_-]+$/, 80),
      within('its visibility timeout', delivery.visibilityTimeoutSeconds, { from: 0, to: 43_200, unit: ' s' }),
      // Fewer receives send healthy messages to the dead-letter queue when the function is throttled.
      within('its maximum receive count', delivery.maxReceiveCount, { from: 5, to: 1_000 }),
    ]);

    const deadLetters = new SqsQueue(this, 'dead-letters', {
      name: `${name}-dlq`,
      maxMessageSize: maxMessageBytes,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
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
