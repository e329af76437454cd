import { randomUUID } from 'node:crypto';

import { AwsError } from '../service';
import { type EngineQueue, type EngineQueuedMessage, type EngineStore } from './fauxqs-engine';
import { invalidValue } from './guards';
import { type SqsInput } from './input-schemas';
import { type DeadLetter } from './messages/dead-letters';

/** Sends what stood in a dead-letter queue as a new message. */
export type Resend = (queue: EngineQueue, message: EngineQueuedMessage) => Promise<unknown>;

/** One move of a dead-letter queue's messages, done when it is there: messages are moved at once. */
interface MoveTask {
  readonly Status: 'COMPLETED' | 'FAILED';
  readonly FailureReason?: string;
  readonly SourceArn: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  /** Epoch ms. */
  readonly StartedTimestamp: number;
}

export interface MessageMoveTasks {
  start(input: SqsInput<'StartMessageMoveTask'>): Promise<{ readonly TaskHandle: string }>;
  list(input: SqsInput<'ListMessageMoveTasks'>): { readonly Results: readonly object[] };
  /** @throws {AwsError} ResourceNotFoundException: no task runs when this is called. InvalidParameterValue: no handle. Not retryable. */
  cancel(input: SqsInput<'CancelMessageMoveTask'>): never;
}

/**
 * Creates the tasks that move messages out of dead-letter queues.
 *
 * Only visible messages move, those of a FIFO queue in order. A moved message is a new one, with an id and a time of its
 * own. Without a destination each goes back to the queue that it came from; a task fails at one that came from none.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function createMessageMoveTasks(store: EngineStore, resend: Resend): MessageMoveTasks {
  const tasks: MoveTask[] = [];

  /** Ends with the first message that has nowhere to go. */
  const moveAll = async (
    source: EngineQueue,
    destinationFor: (message: EngineQueuedMessage) => EngineQueue | undefined,
  ): Promise<Pick<MoveTask, 'ApproximateNumberOfMessagesMoved' | 'FailureReason' | 'Status'>> => {
    let count = 0;
    for (const messages of visibleIn(source)) {
      for (let message = messages[0]; message; message = messages[0]) {
        const destination = destinationFor(message);
        if (!destination) {
          const FailureReason = 'CouldNotDetermineMessageSource';
          return { Status: 'FAILED', FailureReason, ApproximateNumberOfMessagesMoved: count };
        }
        messages.shift();
        await resend(destination, message);
        count += 1;
      }
    }
    return { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: count };
  };

  return {
    start: async ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }) => {
      if (rate !== undefined && (rate < 1 || rate > 500)) {
        throw invalidValue(`Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Must be 1 to 500.`);
      }
      const source = queueAt(SourceArn, 'SourceArn', store);
      const destination = destinationOf(source, DestinationArn, store);
      source.processTimers();
      const toMoveCount = visibleIn(source).flat().length;
      const moved = await moveAll(source, (message) => {
        return destination ?? store.getQueueByArn((message as DeadLetter).deadLetterSourceArn ?? '');
      });
      tasks.unshift({
        ...moved,
        SourceArn,
        ...(DestinationArn !== undefined && { DestinationArn }),
        ...(rate !== undefined && { MaxNumberOfMessagesPerSecond: rate }),
        ApproximateNumberOfMessagesToMove: toMoveCount,
        StartedTimestamp: Date.now(),
      });
      const handle = { taskId: randomUUID(), sourceArn: SourceArn };
      return { TaskHandle: Buffer.from(JSON.stringify(handle)).toString('base64') };
    },
    list: ({ SourceArn, MaxResults = 1 }) => {
      if (MaxResults < 1 || MaxResults > 10) {
        throw invalidValue(`Value ${MaxResults} for parameter MaxResults is invalid. Must be 1 to 10.`);
      }
      queueAt(SourceArn, 'SourceArn', store);
      const found = tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults);
      return { Results: found };
    },
    cancel: ({ TaskHandle }) => {
      queueAt(sourceArnIn(TaskHandle), 'SourceArn', store);
      throw notFound('Task does not exist.');
    },
  };
}

/** @returns The queues that have this one as their dead-letter queue. */
export const sourcesOf = (deadLetterQueue: EngineQueue, store: EngineStore): EngineQueue[] =>
  [...store.allQueues()].filter(({ attributes }) => {
    const { deadLetterTargetArn } = JSON.parse(attributes['RedrivePolicy'] || '{}') as Record<string, unknown>;
    return deadLetterTargetArn === deadLetterQueue.arn;
  });

/** @throws {AwsError} InvalidParameterValue: StartMessageMoveTask gave no such handle. Not retryable. */
function sourceArnIn(taskHandle: string): string {
  try {
    const handle = JSON.parse(Buffer.from(taskHandle, 'base64').toString('utf8')) as Record<string, unknown>;
    const { taskId, sourceArn } = handle;
    if (typeof taskId === 'string' && typeof sourceArn === 'string') return sourceArn;
  } catch {
    // The same refusal as for JSON of another shape.
  }
  throw invalidValue('Value for parameter TaskHandle is invalid.');
}

/** The lists of the engine itself. */
const visibleIn = ({ messages, fifoMessages }: EngineQueue): EngineQueuedMessage[][] => [
  messages,
  ...fifoMessages.values(),
];

/** @returns undefined: every message goes back to the queue that it came from. */
function destinationOf(
  source: EngineQueue,
  destinationArn: string | undefined,
  store: EngineStore,
): EngineQueue | undefined {
  if (sourcesOf(source, store).length === 0)
    throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
  if (destinationArn === undefined) return undefined;
  if (destinationArn === source.arn)
    throw invalidValue('Source queue arn and destination queue arn cannot be the same.');
  const destination = queueAt(destinationArn, 'DestinationArn', store);
  if (destination.isFifo() === source.isFifo()) return destination;
  throw invalidValue('Source queue and destination queue must be of the same type.');
}

function queueAt(arn: string, parameter: string, store: EngineStore): EngineQueue {
  const queue = store.getQueueByArn(arn);
  if (queue) return queue;
  throw notFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
}

const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, { status: 404 });
