import { type Output, type SqsCall } from '../call';
import { SqsError } from '../errors';
import { type SqsInput } from '../input/input-schemas';
import { checkMessage, type SentMessage } from '../messages/check-message';
import { digestOfAttributes, digestOfBody } from '../messages/digests';
import { sizeOfMessage } from '../messages/size-of-message';
import { type MessageContent, type SqsMessage } from '../messages/sqs-message';
import { type NamedQueue } from '../sqs-state';
import { checkEntryIds, performBatch } from './perform-batch';

/** Bytes of bodies and attributes of all messages of a batch. */
const maxBatchBytes = 1_048_576;

/**
 * Sends one message.
 *
 * @throws {SqsError} As SQS refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function sendMessage(queue: NamedQueue, sent: SentMessage, call: SqsCall): Output {
  checkMessage(sent, Number(queue.attributes['MaximumMessageSize']));
  const { MessageBody: body = '', MessageAttributes: messageAttributes = {}, MessageGroupId: messageGroupId } = sent;
  const content: MessageContent = {
    body,
    messageAttributes,
    ...(messageGroupId !== undefined && { messageGroupId }),
  };
  const digest = digestOfAttributes(messageAttributes);
  return {
    MessageId: acceptMessage(queue, content, call, sent.DelaySeconds).messageId,
    MD5OfMessageBody: digestOfBody(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
  };
}

/** Puts a new message into a queue, with an id and a time of its own. @param delaySeconds - Instead of the queue's own. */
export function acceptMessage(
  queue: NamedQueue,
  content: MessageContent,
  { state, nowMs }: SqsCall,
  delaySeconds = Number(queue.attributes['DelaySeconds']),
): SqsMessage {
  const message: SqsMessage = {
    ...content,
    messageId: state.newId(),
    sentAtMs: nowMs,
    receiveCount: 0,
    visibleAtMs: undefined,
    receiptHandle: undefined,
  };
  state.deliver(queue, message, { nowMs, delayMs: delaySeconds * 1000 });
  return message;
}

/**
 * Sends up to ten messages; those that are refused do not keep the others.
 *
 * @throws {SqsError} What is wrong with the batch itself, a body that is missing in one of its entries included.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function sendMessageBatch(
  queue: NamedQueue,
  entries: SqsInput<'SendMessageBatch'>['Entries'],
  call: SqsCall,
): Output {
  checkEntryIds(entries);
  const empty = entries.find(({ MessageBody: body }) => !body);
  if (empty) throw new SqsError('MissingParameter', `The entry ${empty.Id} must contain the parameter MessageBody.`);
  const bytes = entries.reduce(
    (sum, { MessageBody: body = '', MessageAttributes: attributes }) => sum + sizeOfMessage(body, attributes),
    0,
  );
  if (bytes > maxBatchBytes) {
    throw new SqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return performBatch(entries, (entry) => sendMessage(queue, entry, call));
}
