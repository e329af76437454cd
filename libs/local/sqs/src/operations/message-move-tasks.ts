import { deadLetterArnOf } from '../attributes/redrive-of';
import { type Output, type SqsCall } from '../call';
import { invalidValue, SqsError } from '../errors';
import { type SqsInput } from '../input/input-schemas';
import { type SqsMessage } from '../messages/sqs-message';
import { advance, type NamedQueue, type SqsState } from '../sqs-state';
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
  const { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate } = input;
  const { state, nowMs } = call;
  if (rate !== undefined && (rate < 1 || rate > 500)) {
    throw invalidValue(`Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Must be 1 to 500.`);
  }
  const source = queueAt(SourceArn, 'SourceArn', state);
  const destination = destinationOf(source, DestinationArn, state);
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
    ...(rate !== undefined && { MaxNumberOfMessagesPerSecond: rate }),
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
  deadLetterQueue.messages.drop((each) => each === message);
  acceptAnew(message, queue, call);
  return true;
}

function acceptAnew(message: SqsMessage, queue: NamedQueue, call: SqsCall): void {
  const { messageId: fromMessageId, body, messageAttributes, messageGroupId } = message;
  const content = { body, messageAttributes, ...(messageGroupId !== undefined && { messageGroupId }) };
  const { messageId: toMessageId } = acceptMessage(queue, content, call);
  call.state.tellMoved({ fromMessageId, toMessageId });
}

/** @throws {SqsError} InvalidParameterValue, ResourceNotFoundException. */
export function listMessageMoveTasks(
  { SourceArn, MaxResults = 1 }: SqsInput<'ListMessageMoveTasks'>,
  { state }: SqsCall,
): Output {
  if (MaxResults < 1 || MaxResults > 10) {
    throw invalidValue(`Value ${MaxResults} for parameter MaxResults is invalid. Must be 1 to 10.`);
  }
  queueAt(SourceArn, 'SourceArn', state);
  return { Results: state.moveTasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults) };
}

/** @throws {SqsError} ResourceNotFoundException: no task runs when this is called. InvalidParameterValue: no handle. */
export function cancelMessageMoveTask({ TaskHandle }: SqsInput<'CancelMessageMoveTask'>, { state }: SqsCall): never {
  queueAt(sourceArnIn(TaskHandle), 'SourceArn', state);
  throw notFound('Task does not exist.');
}

/** @returns The queues that have this one as their dead-letter queue. */
export const sourcesOf = (deadLetterQueue: NamedQueue, state: SqsState): NamedQueue[] =>
  state.all().filter((queue) => deadLetterArnOf(queue) === deadLetterQueue.arn);

/** @throws {SqsError} InvalidParameterValue: StartMessageMoveTask gave no such handle. */
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

/** @returns undefined: every message goes back to the queue that it came from. */
function destinationOf(
  source: NamedQueue,
  destinationArn: string | undefined,
  state: SqsState,
): NamedQueue | undefined {
  if (sourcesOf(source, state).length === 0)
    throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
  if (destinationArn === undefined) return undefined;
  if (destinationArn === source.arn)
    throw invalidValue('Source queue arn and destination queue arn cannot be the same.');
  return queueAt(destinationArn, 'DestinationArn', state);
}

function queueAt(arn: string, parameter: string, state: SqsState): NamedQueue {
  const queue = state.at(arn);
  if (queue) return queue;
  throw notFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
}

const notFound = (message: string): SqsError => new SqsError('ResourceNotFoundException', message, 404);
