import { AwsError } from '../../service';
import { type EngineQueue, type FauxqsEngine } from '../fauxqs-engine';
import { type SqsInput } from '../input-schemas';
import { performBatch } from '../perform-batch';
import { checkBatchSize } from './check-batch-size';
import { refusalOfMessage } from './refusal-of-message';
import { forEngine, systemDigest } from './send-message';

type Output = Record<string, unknown>;

/**
 * Sends up to ten messages; those that are refused do not keep the others. A FIFO queue keeps their order.
 *
 * @throws {AwsError} What is wrong with the batch itself, a body or a group that is missing in one of its entries included.
 * Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export async function sendMessageBatch(
  input: SqsInput<'SendMessageBatch'>,
  queue: EngineQueue,
  engine: FauxqsEngine,
): Promise<Output> {
  const empty = input.Entries.find(({ MessageBody: body }) => !body);
  if (empty) throw new AwsError('MissingParameter', `The entry ${empty.Id} must contain the parameter MessageBody.`);
  if (queue.isFifo() && input.Entries.some(({ MessageGroupId: group }) => !group)) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  }
  checkBatchSize(input.Entries);
  const output = await performBatch(
    input,
    (entry) => refusalOfMessage(entry, queue),
    (entries) =>
      engine.perform('SendMessageBatch', { ...input, Entries: entries.map((entry) => forEngine(entry, queue)) }),
  );
  const sent = output['Successful'] as readonly { readonly Id: string }[];
  return {
    ...output,
    Successful: sent.map((answer) => {
      const entry = input.Entries.find(({ Id }) => Id === answer.Id);
      return { ...answer, ...(entry && systemDigest(entry, engine)) };
    }),
  };
}
