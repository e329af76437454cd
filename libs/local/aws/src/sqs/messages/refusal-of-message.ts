import { type AwsError } from '../../service';
import { invalidValue } from '../guards';
import { type EngineQueue } from '../fauxqs-engine';
import { type SqsInput } from '../input-schemas';
import { refusalOfAttributes } from './refusal-of-attributes';

/** The members of a message that are checked here, alone or in a batch. */
export type CheckedMessage = Pick<
  SqsInput<'SendMessage'>,
  'DelaySeconds' | 'MessageAttributes' | 'MessageDeduplicationId' | 'MessageGroupId' | 'MessageSystemAttributes'
>;

const maxDelaySeconds = 900;

/** Letters, digits and punctuation of ASCII. */
const idPattern = /^[!-~]{1,128}$/;

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const traceHeaderPattern = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[A-Za-z]+=[^;=]*)*;?$/i;

/**
 * What SQS refuses in a message and fauxqs accepts.
 *
 * @returns The refusal, or undefined.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function refusalOfMessage(message: CheckedMessage, queue: EngineQueue): AwsError | undefined {
  const ofAttributes = refusalOfAttributes(message.MessageAttributes);
  return (
    refusalOfDelay(message.DelaySeconds) ??
    (ofAttributes === undefined ? undefined : invalidValue(ofAttributes)) ??
    refusalOfSystemAttributes(message.MessageSystemAttributes) ??
    refusalOfIds(message, queue)
  );
}

function refusalOfDelay(delaySeconds = 0): AwsError | undefined {
  if (delaySeconds >= 0 && delaySeconds <= maxDelaySeconds) return undefined;
  return invalidValue(
    `Value ${delaySeconds} for parameter DelaySeconds is invalid. ` +
      `Reason: DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`,
  );
}

/** There is one system attribute. The texts are unverified. */
function refusalOfSystemAttributes(attributes: CheckedMessage['MessageSystemAttributes'] = {}): AwsError | undefined {
  const other = Object.keys(attributes).find((name) => name !== 'AWSTraceHeader');
  if (other !== undefined) return invalidValue(`Message system attribute name '${other.slice(0, 256)}' is invalid.`);
  const { AWSTraceHeader: header } = attributes;
  if (!header || (header.DataType === 'String' && traceHeaderPattern.test(header.StringValue ?? ''))) return undefined;
  return invalidValue("The message system attribute 'AWSTraceHeader' must be a String with an X-Ray trace header.");
}

/** A standard queue takes a group, which makes it fair, and no deduplication ID. */
function refusalOfIds(
  { MessageGroupId: group, MessageDeduplicationId: id }: CheckedMessage,
  queue: EngineQueue,
): AwsError | undefined {
  if (id !== undefined && !queue.isFifo()) {
    return invalidValue(
      `Value ${id.slice(0, 128)} for parameter MessageDeduplicationId is invalid. ` +
        'Reason: The request include parameter that is not valid for this queue type.',
    );
  }
  const [name, value] =
    Object.entries({ MessageGroupId: group, MessageDeduplicationId: id }).find(
      ([, text]) => text !== undefined && !idPattern.test(text),
    ) ?? [];
  if (name === undefined) return undefined;
  return invalidValue(
    `Value ${value?.slice(0, 128) ?? ''} for parameter ${name} is invalid. ` +
      `Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}
