import { AwsError } from '../aws';
import { invalidValue, type SqsInput } from './input-schemas';
import { acceptMessage } from './send-and-receive';
import { advance, type NamedQueue, type Output, type SqsCall, type SqsMessage, type SqsState } from './sqs-state';

/**
 * Moves the visible messages of a dead-letter queue back to the queues that they came from: at once, whatever pace is
 * asked for. A moved message is new, with its own id and time. A message from no queue ends the task.
 *
 * @throws {AwsError} InvalidParameterValue, ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function startMessageMoveTask({ SourceArn }: SqsInput<'StartMessageMoveTask'>, call: SqsCall): Output {
  const { state, nowMs } = call;
  const source = queueAt(SourceArn, state);
  if (state.sourcesOf(source).length === 0) {
    throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
  }
  advance(source, nowMs);
  const toMoveCount = source.messages.depths().visible;
  const movedCount = source.messages.moveOut((message) => acceptAnew(message, call));
  state.moveTasks.unshift({
    ...(movedCount === toMoveCount
      ? { Status: 'COMPLETED' }
      : { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }),
    SourceArn,
    ApproximateNumberOfMessagesMoved: movedCount,
    ApproximateNumberOfMessagesToMove: toMoveCount,
    StartedTimestamp: nowMs,
  });
  return {
    TaskHandle: Buffer.from(JSON.stringify({ taskId: state.newId(), sourceArn: SourceArn })).toString('base64'),
  };
}

/**
 * Sends one visible message of a dead-letter queue back to the queue that it came from. SQS has no operation for that:
 * a console receives messages until it finds the one.
 *
 * @returns False: it is not visible there, or came from no queue.
 */
export function sendMessageBack(deadLetterQueue: NamedQueue, messageId: string, call: SqsCall): boolean {
  advance(deadLetterQueue, call.nowMs);
  const message = deadLetterQueue.messages.visible.find((each) => each.messageId === messageId);
  if (!message || !acceptAnew(message, call)) return false;
  deadLetterQueue.messages.drop((each) => each === message);
  return true;
}

/** @returns False: it came from no queue. */
function acceptAnew(message: SqsMessage, call: SqsCall): boolean {
  const queue = call.state.at(message.deadLetterSourceArn ?? '');
  if (!queue) return false;
  acceptMessage(queue, { body: message.body, sentBackFrom: message.messageId }, call);
  message.goneAtMs = call.nowMs;
  return true;
}

/** @throws {AwsError} ResourceNotFoundException. */
export function listMessageMoveTasks(
  { SourceArn, MaxResults = 1 }: SqsInput<'ListMessageMoveTasks'>,
  { state }: SqsCall,
): Output {
  queueAt(SourceArn, state);
  return { Results: state.moveTasks.filter((task) => task['SourceArn'] === SourceArn).slice(0, MaxResults) };
}

function queueAt(arn: string, state: SqsState): NamedQueue {
  const queue = state.at(arn);
  if (queue) return queue;
  const message = "The resource that you specified for the SourceArn parameter doesn't exist.";
  throw new AwsError('ResourceNotFoundException', message, { status: 404 });
}
