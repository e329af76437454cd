import { LambdaEventSourceMapping } from '@cdktn/provider-aws/lib/lambda-event-source-mapping';
import { Construct } from 'constructs';

import { type ServiceFunction } from '../functions/service-function';
import { holds, requireLimits, within } from '../stack/limits';
import { type MessageQueue } from './message-queue';

export interface QueueTriggerProps {
  readonly queue: MessageQueue;
  readonly consumer: ServiceFunction;
}

/**
 * Lets a function consume a queue in batches whose messages settle one by one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class QueueTrigger extends Construct {
  constructor(scope: Construct, id: string, { queue, consumer }: QueueTriggerProps) {
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
      // The last one: a message that has to wait is hidden for as long.
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
