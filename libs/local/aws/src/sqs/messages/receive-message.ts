import { AwsError } from '../../service';
import { type EngineQueue, type FauxqsEngine } from '../fauxqs-engine';
import { type SqsInput } from '../input-schemas';
import { expireMessages } from './expire-messages';
import { extraAttributesOf } from './message-extras';

type Output = Record<string, unknown>;

/**
 * Receives messages that are not too old, with the attributes that were asked for.
 *
 * @throws {AwsError} As SQS refuses; UnsupportedOperation: ReceiveRequestAttemptId. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export async function receiveMessage(
  input: SqsInput<'ReceiveMessage'>,
  queue: EngineQueue,
  engine: FauxqsEngine,
): Promise<Output> {
  checkMaxNumberOfMessages(input.MaxNumberOfMessages);
  if (input.ReceiveRequestAttemptId !== undefined) throw refusalOfAttempt(input.ReceiveRequestAttemptId, queue);
  expireMessages(queue);
  const output = await engine.perform('ReceiveMessage', input);
  const names = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const showsAttributes = (input.MessageAttributeNames?.length ?? 0) > 0;
  const messages = output['Messages'] as EngineOutputMessage[] | undefined;
  return {
    Messages: messages?.map((message) => {
      const whole = withAttributes(message, extraAttributesOf(queue, message.ReceiptHandle, names));
      return showsAttributes ? whole : withoutMessageAttributes(whole);
    }),
  };
}

interface EngineOutputMessage extends Output {
  readonly ReceiptHandle: string;
}

const withAttributes = (message: Output, attributes: Readonly<Record<string, string>>): Output =>
  Object.keys(attributes).length === 0
    ? message
    : { ...message, Attributes: { ...(message['Attributes'] as object), ...attributes } };

function checkMaxNumberOfMessages(count = 1): void {
  if (count >= 1 && count <= 10) return;
  throw new AwsError(
    'InvalidParameterValue',
    `Value ${count} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
  );
}

/** fauxqs gives them although the caller did not ask for them. */
function withoutMessageAttributes(message: Output): Output {
  const { MessageAttributes: _value, MD5OfMessageAttributes: _digest, ...rest } = message;
  return rest;
}

function refusalOfAttempt(attemptId: string, queue: EngineQueue): AwsError {
  if (queue.isFifo()) {
    return new AwsError('UnsupportedOperation', 'The local cloud does not emulate ReceiveRequestAttemptId.');
  }
  return new AwsError(
    'InvalidParameterValue',
    `Value ${attemptId.slice(0, 128)} for parameter ReceiveRequestAttemptId is invalid. ` +
      'Reason: The request include parameter that is not valid for this queue type.',
  );
}
