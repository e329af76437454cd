import { type SqsInput } from '../input-schemas';
import { digestOfAttributes, digestOfBody } from '../messages/digests';
import { type MessageAttributes, type NamedQueue, type Output, type SqsCall, type SqsMessage } from '../sqs-state';

type ReceiveInput = Omit<SqsInput<'ReceiveMessage'>, 'QueueUrl'>;

/** A message in the answer. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: MessageAttributes;
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
  const messageAttributes = askedFor(message.messageAttributes, input.MessageAttributeNames ?? []);
  const digest = digestOfAttributes(messageAttributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle ?? '',
    MD5OfBody: digestOfBody(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length > 0 && { Attributes: attributes }),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest, MessageAttributes: messageAttributes }),
  };
}

const systemAttributes = (message: SqsMessage, senderId: string): Record<string, string> => ({
  SenderId: senderId,
  SentTimestamp: String(message.sentAtMs),
  ApproximateReceiveCount: String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
  ...(message.deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
});

/** @param names - Whole ones, or `All`. */
const askedFor = <T>(attributes: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name)));
