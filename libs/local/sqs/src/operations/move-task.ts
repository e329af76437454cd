/** One move of a dead-letter queue's messages, done when it is there: messages are moved at once. */
export interface MoveTask {
  readonly Status: 'COMPLETED' | 'FAILED';
  readonly FailureReason?: string;
  readonly SourceArn: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  /** Epoch ms. */
  readonly StartedTimestamp: number;
}
