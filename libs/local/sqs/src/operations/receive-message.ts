import { redriveOf } from '../attributes/redrive-of';
import { type Output, type SqsCall } from '../call';
import { invalidValue } from '../errors';
import { type SqsInput } from '../input/input-schemas';
import { digestOfAttributes, digestOfBody } from '../messages/digests';
import { type MessageAttributes, type SqsMessage } from '../messages/sqs-message';
import { type NamedQueue } from '../sqs-state';

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
 * @throws {SqsError} As SQS refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function receiveMessage(queue: NamedQueue, input: ReceiveInput, { state, nowMs }: SqsCall): Output {
  checkInput(input);
  const { MaxNumberOfMessages: maxCount = 1, VisibilityTimeout: ownSeconds } = input;
  const timeoutSeconds = ownSeconds ?? Number(queue.attributes['VisibilityTimeout']);
  queue.messages.redrive = redriveOf(queue, state, nowMs);
  const received = queue.messages.receive(maxCount, nowMs + timeoutSeconds * 1000);
  for (const message of received) message.firstReceivedAtMs ??= nowMs;
  return received.length === 0 ? {} : { Messages: received.map((message) => shown(message, input, state.accountId)) };
}

function checkInput({
  MaxNumberOfMessages: maxCount = 1,
  VisibilityTimeout: timeoutSeconds = 0,
  WaitTimeSeconds: waitSeconds = 0,
  ReceiveRequestAttemptId: attemptId,
}: ReceiveInput): void {
  const refuse = (value: number | string, name: string, reason: string): void => {
    throw invalidValue(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
  };
  if (maxCount < 1 || maxCount > 10) {
    refuse(maxCount, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');
  }
  checkVisibilityTimeout(timeoutSeconds);
  if (waitSeconds < 0 || waitSeconds > 20) {
    refuse(waitSeconds, 'WaitTimeSeconds', 'Must be >= 0 and <= 20, if provided.');
  }
  if (attemptId === undefined) return;
  const reason = 'The request include parameter that is not valid for this queue type.';
  refuse(attemptId.slice(0, 128), 'ReceiveRequestAttemptId', reason);
}

/** @throws {SqsError} InvalidParameterValue. */
export function checkVisibilityTimeout(seconds: number): void {
  if (seconds >= 0 && seconds <= 43_200) return;
  throw invalidValue(
    `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.`,
  );
}

function shown(message: SqsMessage, input: ReceiveInput, senderId: string): ReceivedMessage {
  const { AttributeNames: names = [], MessageSystemAttributeNames: systemNames = [] } = input;
  const attributes = systemAttributes(message, senderId, [...names, ...systemNames]);
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

function systemAttributes(message: SqsMessage, senderId: string, names: readonly string[]): Record<string, string> {
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: senderId,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    MessageGroupId: message.messageGroupId,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  const isAsked = (name: string): boolean => names.includes('All') || names.includes(name);
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined && isAsked(entry[0])),
  );
}

/** @param names - Whole ones, beginnings as `detail.*`, or `All` or `.*`. */
function askedFor(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const takesAll = names.includes('All') || names.includes('.*');
  const beginnings = names.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1));
  const isAsked = (name: string): boolean =>
    takesAll || names.includes(name) || beginnings.some((beginning) => name.startsWith(beginning));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}
