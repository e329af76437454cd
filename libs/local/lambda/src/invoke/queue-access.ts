/** A message as SQS delivers it, with every system attribute; no message here has attributes of its own. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What event source mappings need of SQS. */
export interface QueueAccess {
  /** @returns At most `maxMessages` (1 to 10), at once or after waiting for `waitSeconds`, real time; empty if none came. */
  receive(
    queueName: string,
    options: { readonly maxMessages: number; readonly waitSeconds: number },
  ): Promise<QueueMessage[]>;
  deleteBatch(queueName: string, receiptHandles: readonly string[]): Promise<void>;
  /** Notes which invocation got messages, or why they are not deleted. */
  noteReceive(
    queueName: string,
    receiptHandles: readonly string[],
    note: { readonly by?: string; readonly failure?: string },
  ): void;
  /** Says that this queue's messages are received as they appear. @returns Withdraws it. */
  consume(queueName: string): () => void;
}

/** @returns The name in a queue's ARN. */
export const queueNameOf = (queueArn: string): string => queueArn.slice(queueArn.lastIndexOf(':') + 1);

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
      ...message,
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion,
    })),
  });
}
