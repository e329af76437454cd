import { SqsQueue } from '@cdktn/provider-aws/lib/sqs-queue';
import { type ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';

import { maxMessageBytes } from '@pulso/contracts/envelope';

import { Alarm } from '../alarms/alarm';
import { grows } from '../alarms/alarm-condition';
import { queueMetric } from '../alarms/metric';
import { keptBy } from '../stack/kept-by';
import { named, requireLimits } from '../stack/limits';
import { stackOf } from '../stack/pulso-stack';

export interface DeadLetterQueueProps {
  /** Base name; the stage's prefix is added. It ends in `-dlq`. */
  readonly queueName: string;
  /** What users lack because of such a message, and why it is here. */
  readonly harm: string;
}

/** SQS's maximum. A dead-lettered message keeps the time at which it was first sent, so it must outlast its queue's. */
const retentionSeconds = 14 * 86_400;

/**
 * Keeps what could not be delivered, and rings at each arrival; after hours without metrics perhaps once more for what
 * lies there, see {@link grows}.
 */
export class DeadLetterQueue extends Construct {
  readonly url: string;
  /** Computed: what uses it names {@link resource} among what it depends on. */
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
      messageRetentionSeconds: retentionSeconds,
      sqsManagedSseEnabled: true,
      ...keptBy(stack.settings),
    });
    new Alarm(this, 'arrivals', {
      baseName: queueName,
      harm,
      firstCommand:
        'aws sqs receive-message --attribute-names All --message-attribute-names All --queue-url ' +
        `"$(aws sqs get-queue-url --queue-name ${name} --query QueueUrl --output text)"`,
      // SQS does not count a redriven message among those that were sent, so the amount itself has to tell.
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
