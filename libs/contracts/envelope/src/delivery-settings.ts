/**
 * How a queue delivers. Part of its contract, because producer, consumer and infrastructure must agree on it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export interface DeliverySettings {
  /** Base name of the queue; {@link resourceName} adds the stage. The dead-letter queue appends `-dlq`. */
  readonly queueName: string;
  /** Messages per invocation, 1 to 10. */
  readonly batchSize: number;
  /** Timeout of the consuming function, seconds. */
  readonly functionTimeoutSeconds: number;
  /** At least six times the function timeout, seconds. */
  readonly visibilityTimeoutSeconds: number;
  /** Until a failed message is received again, seconds. After a crash the whole visibility timeout passes. */
  readonly failureVisibilityTimeoutSeconds: number;
  /** Receives before the dead-letter queue takes the message, 5 to 1,000. Each wait by visibility timeout counts, too. */
  readonly maxReceiveCount: number;
  /** Concurrent invocations by the event source mapping, 2 to 1,000. */
  readonly maximumConcurrency: number;
}

/** The longest delay that SQS takes for one message, seconds. @see API reference SendMessage, DelaySeconds */
export const maxDelaySeconds = 900;

/**
 * The largest message of every queue, bytes: SQS's maximum, also for a batch.
 *
 * Adapters and contracts rely on it. Without it in a stack, Terraform's provider would set 262,144.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const maxMessageBytes = 1_048_576;
