import { AwsError } from '../service';

const minuteMs = 60_000;

/** What SQS allows once a minute for each queue. Times are those of `Date.now()`. */
export interface RecentCalls {
  /** @throws {AwsError} PurgeQueueInProgress, 403. Retryable after a minute. */
  purge(queueName: string): void;
  delete(queueName: string): void;
  /** @throws {AwsError} QueueDeletedRecently. Retryable after a minute. */
  create(queueName: string): void;
}

/**
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export function createRecentCalls(): RecentCalls {
  const purgedAtMs = new Map<string, number>();
  const deletedAtMs = new Map<string, number>();
  const isRecent = (times: ReadonlyMap<string, number>, queueName: string): boolean =>
    Date.now() - (times.get(queueName) ?? -Infinity) < minuteMs;
  return {
    purge: (queueName) => {
      if (isRecent(purgedAtMs, queueName)) {
        throw new AwsError(
          'PurgeQueueInProgress',
          `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
          {
            status: 403,
          },
        );
      }
      purgedAtMs.set(queueName, Date.now());
    },
    delete: (queueName) => {
      deletedAtMs.set(queueName, Date.now());
      purgedAtMs.delete(queueName);
    },
    create: (queueName) => {
      if (!isRecent(deletedAtMs, queueName)) return;
      throw new AwsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    },
  };
}
