import { invalidValue, SqsError } from '../errors';
import { type SqsInput } from '../input-schemas';
import { advance, type NamedQueue, type Output, type SqsCall, type SqsMessage, type SqsState } from '../sqs-state';
import { acceptMessage } from './send-message';

/**
 * Moves messages out of a dead-letter queue.
 *
 * Only visible messages move. A moved message is a new one, with an id and a time of its own. Without a destination each
 * goes back to the queue that it came from; the task fails at one that came from none.
 *
 * @throws {SqsError} InvalidParameterValue, ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function startMessageMoveTask(input: SqsInput<'StartMessageMoveTask'>, call: SqsCall): Output {
  const { SourceArn, DestinationArn } = input;
  const { state, nowMs } = call;
  const source = queueAt(SourceArn, 'SourceArn', state);
  if (state.sourcesOf(source).length === 0) {
    throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
  }
  const destination = DestinationArn === undefined ? undefined : queueAt(DestinationArn, 'DestinationArn', state);
  if (destination === source) throw invalidValue('Source queue arn and destination queue arn cannot be the same.');
  advance(source, nowMs);
  const toMoveCount = source.messages.depths().visible;
  const movedCount = source.messages.moveOut((message) => {
    const queue = destination ?? state.at(message.deadLetterSourceArn ?? '');
    if (!queue) return false;
    acceptAnew(message, queue, call);
    return true;
  });
  state.moveTasks.unshift({
    ...(movedCount === toMoveCount
      ? { Status: 'COMPLETED' }
      : { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }),
    SourceArn,
    ...(DestinationArn !== undefined && { DestinationArn }),
    ApproximateNumberOfMessagesMoved: movedCount,
    ApproximateNumberOfMessagesToMove: toMoveCount,
    StartedTimestamp: nowMs,
  });
  const handle = { taskId: state.newId(), sourceArn: SourceArn };
  return { TaskHandle: Buffer.from(JSON.stringify(handle)).toString('base64') };
}

/**
 * Sends one visible message of a dead-letter queue back to the queue that it came from. No operation of SQS does that: a
 * console receives messages until it has the one.
 *
 * @returns False: it is not visible there, or came from no queue.
 */
export function sendMessageBack(deadLetterQueue: NamedQueue, messageId: string, call: SqsCall): boolean {
  advance(deadLetterQueue, call.nowMs);
  const message = deadLetterQueue.messages.visible.find((each) => each.messageId === messageId);
  const queue = message && call.state.at(message.deadLetterSourceArn ?? '');
  if (!queue) return false;
  acceptAnew(message, queue, call);
  deadLetterQueue.messages.drop((each) => each === message);
  return true;
}

function acceptAnew(message: SqsMessage, queue: NamedQueue, call: SqsCall): void {
  const { messageId: sentBackFrom, body, messageAttributes } = message;
  acceptMessage(queue, { body, messageAttributes, sentBackFrom }, call);
  message.goneAtMs = call.nowMs;
}

/** @throws {SqsError} ResourceNotFoundException. */
export function listMessageMoveTasks(
  { SourceArn, MaxResults = 1 }: SqsInput<'ListMessageMoveTasks'>,
  { state }: SqsCall,
): Output {
  queueAt(SourceArn, 'SourceArn', state);
  return { Results: state.moveTasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults) };
}

function queueAt(arn: string, parameter: string, state: SqsState): NamedQueue {
  const queue = state.at(arn);
  if (queue) return queue;
  throw new SqsError(
    'ResourceNotFoundException',
    `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    404,
  );
}
