import { AwsError } from '../../service';
import { type SqsInput } from '../input-schemas';

/** Of a message as of a batch: bytes of bodies and attributes. */
const maxBatchBytes = 1_048_576;

/**
 * @throws {AwsError} BatchRequestTooLong. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function checkBatchSize(entries: SqsInput<'SendMessageBatch'>['Entries']): void {
  const sizes = entries.flatMap(({ MessageBody: body = '', MessageAttributes: attributes = {} }) => [
    Buffer.byteLength(body),
    ...Object.entries(attributes).map(
      ([name, { DataType: type, StringValue: text = '', BinaryValue: base64 = '' }]) =>
        Buffer.byteLength(name + type + text) + Buffer.byteLength(base64, 'base64'),
    ),
  ]);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= maxBatchBytes) return;
  throw new AwsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
  );
}
