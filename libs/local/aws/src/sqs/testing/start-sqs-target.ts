import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SendMessageCommandOutput,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

/** SQS with what conformance specs do again and again. */
export interface SqsTarget {
  readonly target: ConformanceTarget;
  readonly client: SQSClient;
  /** @returns The URL of a queue that lives as long as the target. */
  createQueue(base: string, attributes?: Partial<Record<QueueAttributeName, string>>): Promise<string>;
  arnOf(queueUrl: string): Promise<string>;
  /** @returns All of a queue's. */
  attributesOf(queueUrl: string): Promise<Readonly<Record<string, string>>>;
  send(queueUrl: string, body: string, overrides?: Partial<SendMessageCommandInput>): Promise<SendMessageCommandOutput>;
  /** Ten messages at most. */
  receive(queueUrl: string, overrides?: Partial<ReceiveMessageCommandInput>): Promise<Message[]>;
  /** What is there at this moment: nothing may be on its way. */
  peek(queueUrl: string): Promise<Message[]>;
  /** Counts of messages by where they are. */
  depths(queueUrl: string): Promise<Depths>;
  stop(): Promise<void>;
}

export interface Depths {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

export async function startSqsTarget(): Promise<SqsTarget> {
  let service: SqsService | undefined;
  const target = await startConformanceTarget((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
  const client = new SQSClient(target.clientConfig);
  const attributesOf = async (QueueUrl: string): Promise<Record<string, string>> =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};
  const receive = async (QueueUrl: string, overrides: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0, ...overrides };
    return (await client.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };
  return {
    target,
    client,
    attributesOf,
    receive,
    peek: (queueUrl) => receive(queueUrl, { WaitTimeSeconds: 0 }),
    createQueue: async (base, Attributes = {}) => {
      const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: base, Attributes }));
      return QueueUrl;
    },
    arnOf: async (queueUrl) => (await attributesOf(queueUrl))['QueueArn'] ?? '',
    send: (QueueUrl, MessageBody, overrides = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...overrides })),
    depths: async (queueUrl) => {
      const found = await attributesOf(queueUrl);
      return {
        visible: Number(found['ApproximateNumberOfMessages']),
        delayed: Number(found['ApproximateNumberOfMessagesDelayed']),
        inFlight: Number(found['ApproximateNumberOfMessagesNotVisible']),
      };
    },
    stop: async () => {
      await target.stop();
      service?.close();
      client.destroy();
    },
  };
}
