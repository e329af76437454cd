import { type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LambdaClient } from '@aws-sdk/client-lambda';
import { type SQSClient } from '@aws-sdk/client-sqs';
import { type SSMClient } from '@aws-sdk/client-ssm';
import { services } from '@pulso/contracts/envelope';
import { isSimulated, type SimulatedService } from '@pulso/world/faults';

import { type Environment } from '../lambda/environment';
import { type SentMail, type WebhookAnswer, type WebhookRequest } from '../posts/posts';
import { type BotApiReply } from '../telegram/chat';

/** What one process of a service is given to reach the rest of the world. */
export interface Clients {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** With one attempt for each request. */
  readonly sqsOnce: SQSClient;
  readonly logs: CloudWatchLogsClient;
  readonly ssm: SSMClient;
  readonly lambda: LambdaClient;
  /** Calls the Bot API as this service does. */
  readonly telegram: CallTelegram;
  /** SendEmail; fails as the SES client does. */
  readonly sendMail: (mail: SentMail) => Promise<void>;
  readonly callWebhook: (request: WebhookRequest) => Promise<WebhookAnswer>;
  /** Draws a picture. @throws What a drawing with a bug throws. */
  readonly renderPng: () => Promise<Uint8Array>;
}

export interface TelegramParameters {
  readonly token: string;
  /** Of an answer to a pressed button: none. */
  readonly chatId: string;
  readonly messageId?: number;
  /** Or the caption of a picture. */
  readonly text: string;
  /** When the button was pressed that is answered, epoch ms. */
  readonly pressedAtMs?: number;
}

export const telegramMethods = [
  'sendMessage',
  'editMessageText',
  'sendPhoto',
  'editMessageMedia',
  'answerCallbackQuery',
] as const;

export type TelegramMethod = (typeof telegramMethods)[number];

export type CallTelegram = (method: TelegramMethod, parameters: TelegramParameters) => Promise<BotApiReply>;

/** Composes a service in a process, as the `handler.ts` of its app does. */
export type Compose = (environment: Environment, clients: Clients) => Service;

/** One process of a service. */
export interface Service {
  readonly handler: (event: unknown) => Promise<unknown>;
  /** Leaves the process as an earlier event has left it. */
  readonly warmUp?: () => Promise<unknown>;
}

export type { SimulatedService };

export const simulatedServices: readonly SimulatedService[] = services.filter((service): service is SimulatedService =>
  isSimulated(service),
);
