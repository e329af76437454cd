import { type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LambdaClient } from '@aws-sdk/client-lambda';
import { type SQSClient } from '@aws-sdk/client-sqs';
import { type SSMClient } from '@aws-sdk/client-ssm';

import { type Environment } from '../lambda/environment';
import { type BotApiReply } from '../telegram/telegram';

/** What one process of a service is given to reach the rest of the world. */
export interface Clients {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly logs: CloudWatchLogsClient;
  readonly ssm: SSMClient;
  readonly lambda: LambdaClient;
  /** Calls the Bot API as this service does. */
  readonly telegram: CallTelegram;
}

export type CallTelegram = (
  method: 'sendMessage' | 'editMessageText',
  parameters: { readonly token: string; readonly chatId: string; readonly messageId?: number; readonly text: string },
) => Promise<BotApiReply>;

/** Composes a service in a process, as the `handler.ts` of its app does. */
export type Compose = (environment: Environment, clients: Clients) => Service;

/** One process of a service. */
export interface Service {
  readonly handler: (event: unknown) => Promise<unknown>;
  /** Leaves the process as an earlier event has left it. */
  readonly warmUp?: () => Promise<unknown>;
}
