import { invalidValue, SqsError } from '../errors';
import { type SqsInput } from '../input-schemas';
import { digestOfAttributes, digestOfBody } from '../messages/digests';
import {
  type MessageAttributes,
  type MessageContent,
  type NamedQueue,
  type Output,
  type SqsCall,
  type SqsMessage,
} from '../sqs-state';
import { performBatch } from './perform-batch';

/** Bytes of bodies and attributes of all messages of a batch. */
const maxBatchBytes = 1_048_576;

/** XML 1.0 characters. Lone surrogates are none, and the `u` flag makes pairs count as the character they stand for. */
const invalidCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * Sends one message.
 *
 * @throws {SqsError} As SQS refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function sendMessage(
  queue: NamedQueue,
  {
    MessageBody: body,
    MessageAttributes: messageAttributes = {},
    DelaySeconds,
  }: Omit<SqsInput<'SendMessage'>, 'QueueUrl'>,
  call: SqsCall,
): Output {
  if (body === '') throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (invalidCharacter.test(body)) {
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF and #xE000 to #xFFFD.',
    );
  }
  if (sizeOfMessage(body, messageAttributes) > queue.maxMessageBytes) {
    const problem = `Message must be shorter than ${queue.maxMessageBytes} bytes.`;
    throw invalidValue(`One or more parameters are invalid. Reason: ${problem}`);
  }
  const digest = digestOfAttributes(messageAttributes);
  return {
    MessageId: acceptMessage(queue, { body, messageAttributes }, call, DelaySeconds).messageId,
    MD5OfMessageBody: digestOfBody(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
  };
}

/** Puts a new message into a queue, with an id and a time of its own. @param delaySeconds - Instead of the queue's own. */
export function acceptMessage(
  queue: NamedQueue,
  content: MessageContent & Pick<SqsMessage, 'sentBackFrom'>,
  { state, nowMs, by }: SqsCall,
  delaySeconds = queue.delaySeconds,
): SqsMessage {
  const message: SqsMessage = {
    ...content,
    ...(by !== undefined && { sentBy: by }),
    delayMs: delaySeconds * 1000,
    receives: [],
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
 * @throws {SqsError} What is wrong with the batch itself.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function sendMessageBatch(
  queue: NamedQueue,
  entries: SqsInput<'SendMessageBatch'>['Entries'],
  call: SqsCall,
): Output {
  const bytes = entries.reduce((sum, entry) => sum + sizeOfMessage(entry.MessageBody, entry.MessageAttributes), 0);
  if (bytes > maxBatchBytes) {
    throw new SqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return performBatch(entries, (entry) => sendMessage(queue, entry, call));
}

/** @returns Bytes of the body, and of names, types and values of the attributes. */
function sizeOfMessage(body: string, attributes: MessageAttributes = {}): number {
  const sizes = Object.entries(attributes).map(
    ([name, { DataType: type, StringValue: text = '', BinaryValue: base64 = '' }]) =>
      Buffer.byteLength(name + type + text) + Buffer.byteLength(base64, 'base64'),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}
