/** A message as SQS hands it over, every attribute asked for. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<
      string,
      {
        readonly DataType: string;
        readonly StringValue?: string;
        /** Base64. */
        readonly BinaryValue?: string;
      }
    >
  >;
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
  /** Says that this queue's messages are taken as they appear. @returns Withdraws it. */
  consume(queueName: string): () => void;
}

/** @returns The name in a queue's ARN. */
export const queueNameOf = (queueArn: string): string => queueArn.slice(queueArn.lastIndexOf(':') + 1);
