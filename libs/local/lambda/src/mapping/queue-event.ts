import { type QueueMessage } from './queue-access';

/** Lambda's limit for an event, bytes. */
const maxEventBytes = 6_291_456;

/**
 * Writes the event that a function gets for messages of a queue.
 *
 * @returns JSON text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function queueEvent(messages: readonly QueueMessage[], queueArn: string): string {
  const awsRegion = queueArn.split(':')[3];
  return JSON.stringify({
    Records: messages.map((message) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes,
      messageAttributes: toEventAttributes(message.messageAttributes),
      md5OfBody: message.md5OfBody,
      ...(message.md5OfMessageAttributes !== undefined && { md5OfMessageAttributes: message.md5OfMessageAttributes }),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion,
    })),
  });
}

/**
 * Cuts a batch into batches whose events fit into one invocation each: ten messages of 1 MiB do not.
 *
 * @returns In order, none of them empty.
 */
export function splitBySize(messages: readonly QueueMessage[], queueArn: string): QueueMessage[][] {
  const batches: QueueMessage[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    const messageBytes = Buffer.byteLength(queueEvent([message], queueArn));
    if (bytes + messageBytes > maxEventBytes) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(message);
    bytes += messageBytes;
  }
  return batches;
}

const toEventAttributes = (attributes: QueueMessage['messageAttributes']): object =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
