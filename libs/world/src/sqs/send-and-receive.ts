import { createHash } from 'node:crypto';

import { AwsError } from '../aws';
import { invalidValue, type SqsInput } from './input-schemas';
import { type Queue } from './queue';
import { type NamedQueue, type Output, type SqsCall, type SqsMessage } from './sqs-state';

/** Bytes of the bodies of all messages of a batch. */
const maxBatchBytes = 1_048_576;

/** XML 1.0 characters. Lone surrogates are not characters, and the `u` flag makes pairs count as the character they stand for. */
const invalidCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** What is sent to: how long a message may be, and what takes it in. */
export interface SendTarget {
  readonly maxMessageBytes: number;
  /** @param delaySeconds - Absent: the queue's own. @throws {AwsError} The queue has failed. */
  readonly accept: (body: string, delaySeconds: number | undefined) => Pick<SqsMessage, 'messageId'>;
}

/**
 * Sends one message.
 *
 * @throws {AwsError} As SQS refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function sendMessage(
  { MessageBody: body, DelaySeconds }: Omit<SqsInput<'SendMessage'>, 'QueueUrl'>,
  { maxMessageBytes, accept }: SendTarget,
): Output {
  if (body === '') throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (invalidCharacter.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF and #xE000 to #xFFFD.',
    );
  }
  if (Buffer.byteLength(body) > maxMessageBytes) {
    const problem = `Message must be shorter than ${maxMessageBytes} bytes.`;
    throw invalidValue(`One or more parameters are invalid. Reason: ${problem}`);
  }
  const { messageId } = accept(body, DelaySeconds);
  return { MessageId: messageId, MD5OfMessageBody: digestOfBody(body) };
}

/** Puts a new message into a queue, with an id and a time of its own. @param delaySeconds - Instead of the queue's own. */
export function acceptMessage(
  queue: NamedQueue,
  content: Pick<SqsMessage, 'body' | 'sentBackFrom'>,
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
 * @throws {AwsError} What is wrong with the batch itself.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function sendMessageBatch({ Entries: entries }: SqsInput<'SendMessageBatch'>, target: SendTarget): Output {
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.MessageBody), 0);
  if (bytes > maxBatchBytes) {
    throw new AwsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return performBatch(entries, (entry) => sendMessage(entry, target));
}

/**
 * Carries out the entries of a batch one by one: those that are refused do not keep the others.
 *
 * @param performOne - As if the entry were a call of its own. @returns What its answer has beside the entry's id.
 * @throws {AwsError} EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct.
 */
function performBatch<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  performOne: (entry: Entry) => object,
): Output {
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  }
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const answer = { Successful: [] as object[], Failed: [] as object[] };
  for (const entry of entries) {
    const { Id } = entry;
    try {
      answer.Successful.push({ Id, ...performOne(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      answer.Failed.push({ Id, SenderFault: error.status < 500, Code: error.name, Message: error.message });
    }
  }
  return answer;
}

const receiptHandlePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws {AwsError} ReceiptHandleIsInvalid. */
export function checkHandle(handle: string): void {
  if (receiptHandlePattern.test(handle)) return;
  throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is invalid.`, { status: 404 });
}

/**
 * Hides up to ten messages for other times than they are hidden, from now on.
 *
 * @throws {AwsError} What is wrong with the batch itself; of an entry ReceiptHandleIsInvalid or MessageNotInflight.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export const changeMessageVisibilityBatch = (
  { Entries: entries }: SqsInput<'ChangeMessageVisibilityBatch'>,
  messages: Pick<Queue, 'hide'>,
  nowMs: number,
): Output =>
  performBatch(entries, ({ ReceiptHandle: handle, VisibilityTimeout: seconds }) => {
    checkHandle(handle);
    if (messages.hide(handle, nowMs + seconds * 1000)) return {};
    const problem = 'Message does not exist or is not available for visibility timeout change.';
    throw new AwsError('MessageNotInflight', problem);
  });

type ReceiveInput = Omit<SqsInput<'ReceiveMessage'>, 'QueueUrl'>;

/** A message in the answer. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

/**
 * Receives messages that are visible now, with the attributes that were asked for. Whoever may wait calls once more.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function receiveMessage(queue: NamedQueue, input: ReceiveInput, { state, nowMs, by }: SqsCall): Output {
  const { MaxNumberOfMessages: maxCount = 1, VisibilityTimeout: timeoutSeconds = queue.visibilityTimeoutSeconds } =
    input;
  queue.messages.redrive = state.redriveOf(queue, nowMs);
  const received = queue.messages.receive(maxCount, nowMs + timeoutSeconds * 1000);
  for (const message of received) {
    message.firstReceivedAtMs ??= nowMs;
    message.receives.push({ atMs: nowMs, ...(by !== undefined && { by }) });
  }
  return received.length === 0 ? {} : { Messages: received.map((message) => shown(message, input, state.accountId)) };
}

function shown(message: SqsMessage, input: ReceiveInput, senderId: string): ReceivedMessage {
  const { AttributeNames: names = [], MessageSystemAttributeNames: systemNames = [] } = input;
  const attributes = askedFor(systemAttributes(message, senderId), [...names, ...systemNames]);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle ?? '',
    MD5OfBody: digestOfBody(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length > 0 && { Attributes: attributes }),
  };
}

const systemAttributes = (message: SqsMessage, senderId: string): Record<string, string> => ({
  SenderId: senderId,
  SentTimestamp: String(message.sentAtMs),
  ApproximateReceiveCount: String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
  ...(message.deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
});

/** @returns The attributes that a caller names, all of them by `All`. */
export const askedFor = <T>(attributes: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name)));

/** @returns The MD5 of a body, in hexadecimal digits. */
const digestOfBody = (body: string): string => createHash('md5').update(body).digest('hex');
