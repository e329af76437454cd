import { type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LambdaClient } from '@aws-sdk/client-lambda';
import { type SQSClient } from '@aws-sdk/client-sqs';
import { type SSMClient } from '@aws-sdk/client-ssm';
import { services } from '@pulso/contracts/envelope';
import { isSimulated, type SimulatedService } from '@pulso/world/faults';
import { type BotApiAnswer, type JsonObject, type MethodName } from '@pulso/world/telegram';

import { type Environment } from '../lambda/environment';
import { type SentMail, type WebhookAnswer, type WebhookRequest } from '../destinations/posts';

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

/** A call of the Bot API, its parameters by their names there. */
export interface TelegramCall {
  readonly token: string;
  readonly parameters: JsonObject;
  /** Names of the fields that carry a picture. */
  readonly pictures?: readonly string[];
}

export const telegramMethods = [
  'sendMessage',
  'editMessageText',
  'sendPhoto',
  'editMessageMedia',
  'answerCallbackQuery',
] as const satisfies readonly MethodName[];

export type TelegramMethod = (typeof telegramMethods)[number];

export type CallTelegram = (method: TelegramMethod, call: TelegramCall) => Promise<BotApiAnswer>;

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
