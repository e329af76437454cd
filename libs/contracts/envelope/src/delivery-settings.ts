/**
 * How one queue delivers: part of its contract, because producer, consumer and infrastructure must agree on it.
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
  /** Until a message that has failed is received again, seconds; after a crash the visibility timeout has to end. */
  readonly failureVisibilityTimeoutSeconds: number;
  /** Receives before the dead-letter queue takes the message, 5 to 1,000. Each wait takes one, too. */
  readonly maxReceiveCount: number;
  /** Concurrent invocations by the event source mapping, 2 to 1,000. */
  readonly maximumConcurrency: number;
}

/** The longest delay that SQS takes for one message, seconds. @see API reference SendMessage, DelaySeconds */
export const maxDelaySeconds = 900;

/**
 * The largest message that every queue takes, bytes: SQS's own maximum, also for a batch.
 *
 * Adapters and contracts count on it, and Terraform's provider would say 262,144 where a stack says nothing.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const maxMessageBytes = 1_048_576;
