import { invalidValue, SqsError } from '../errors';
import { type SqsInput } from '../input/input-schemas';
import { refusalOfAttributes } from './refusal-of-attributes';
import { sizeOfMessage } from './size-of-message';

/** A message that is sent, alone or in a batch. */
export type SentMessage = Omit<SqsInput<'SendMessage'>, 'QueueUrl'>;

const maxDelaySeconds = 900;

/** XML 1.0 characters. Lone surrogates are none, and the `u` flag makes pairs count as the character they stand for. */
const invalidCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Letters, digits and punctuation of ASCII. */
const idPattern = /^[!-~]{1,128}$/;

/**
 * Checks a message that is sent to a queue.
 *
 * @param maxBytes - What the queue takes.
 * @throws {SqsError} As SQS refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function checkMessage(message: SentMessage, maxBytes: number): void {
  checkBody(message, maxBytes);
  checkDelay(message.DelaySeconds);
  const ofAttributes = refusalOfAttributes(message.MessageAttributes);
  if (ofAttributes !== undefined) throw invalidValue(ofAttributes);
  checkIds(message);
}

function checkBody({ MessageBody: body, MessageAttributes: attributes }: SentMessage, maxBytes: number): void {
  if (!body) throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (invalidCharacter.test(body)) {
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF and #xE000 to #xFFFD.',
    );
  }
  if (sizeOfMessage(body, attributes) <= maxBytes) return;
  throw invalidValue(`One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`);
}

function checkDelay(delaySeconds = 0): void {
  if (delaySeconds >= 0 && delaySeconds <= maxDelaySeconds) return;
  throw invalidValue(
    `Value ${delaySeconds} for parameter DelaySeconds is invalid. ` +
      `Reason: DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`,
  );
}

/** A standard queue takes a group, which makes it fair, and no deduplication ID. */
function checkIds({ MessageGroupId: group, MessageDeduplicationId: id }: SentMessage): void {
  if (id !== undefined) {
    throw invalidValue(
      `Value ${id.slice(0, 128)} for parameter MessageDeduplicationId is invalid. ` +
        'Reason: The request include parameter that is not valid for this queue type.',
    );
  }
  if (group === undefined || idPattern.test(group)) return;
  throw invalidValue(
    `Value ${group.slice(0, 128)} for parameter MessageGroupId is invalid. ` +
      'Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
  );
}
