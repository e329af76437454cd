import { type Message } from '../queue';

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What its sender gives to a message. */
export interface MessageContent {
  readonly body: string;
  readonly messageAttributes: MessageAttributes;
  readonly messageGroupId?: string;
}

/** A message in a queue of the API. */
export interface SqsMessage extends Message, MessageContent {
  /** When it was first sent, maybe to another queue, epoch ms. */
  readonly sentAtMs: number;
  /** Epoch ms. */
  firstReceivedAtMs?: number;
  /** The queue from which a redrive policy has brought it. */
  deadLetterSourceArn?: string;
}
