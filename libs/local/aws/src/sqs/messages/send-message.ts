import { type EngineQueue, type FauxqsEngine } from '../fauxqs-engine';
import { scopedDeduplicationId } from '../fifo/deduplication-scope';
import { type SqsInput } from '../input-schemas';
import { noteExtras } from './message-extras';
import { type CheckedMessage, refusalOfMessage } from './refusal-of-message';

type Output = Record<string, unknown>;

/**
 * Sends one message.
 *
 * @throws {AwsError} As SQS refuses. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export async function sendMessage(
  input: SqsInput<'SendMessage'>,
  queue: EngineQueue,
  engine: FauxqsEngine,
): Promise<Output> {
  const refusal = refusalOfMessage(input, queue);
  if (refusal) throw refusal;
  const output = await engine.perform('SendMessage', forEngine(input, queue));
  return { ...output, ...systemDigest(input, engine) };
}

/** @returns The message as the engine takes it; what it does not take is noted for it. */
export function forEngine<Message extends CheckedMessage & { readonly MessageBody?: string | undefined }>(
  message: Message,
  queue: EngineQueue,
): Message {
  const { MessageAttributes: attributes = {}, MessageSystemAttributes: system, MessageGroupId: group } = message;
  const traceHeader = system?.['AWSTraceHeader']?.StringValue;
  noteExtras(attributes, {
    ...(traceHeader !== undefined && { traceHeader }),
    ...(group !== undefined && !queue.isFifo() && { messageGroupId: group }),
  });
  const id = queue.isFifo() ? scopedDeduplicationId(message, queue) : undefined;
  return { ...message, MessageAttributes: attributes, MessageDeduplicationId: id };
}

/** @returns The digest of a message's system attributes where it has any, as a member of the answer. */
export const systemDigest = (
  { MessageSystemAttributes: attributes = {} }: CheckedMessage,
  engine: FauxqsEngine,
): { readonly MD5OfMessageSystemAttributes?: string } =>
  Object.keys(attributes).length > 0 ? { MD5OfMessageSystemAttributes: engine.digestOf(attributes) } : {};
