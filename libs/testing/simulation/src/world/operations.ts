import { botApiCallTimeoutMs } from '@pulso/domain/delivery';

import { awsErrors, named } from '../aws/client-of';
import { type NamedQuantiles, type Quantiles, quantilesOf } from '../kernel/quantiles';
import { type Operation, type OperationErrors } from '../lambda/environment';

/**
 * Durations in milliseconds. AWS and Telegram promise none of them; users report figures of this order for calls within
 * one Region (unverified). The tails are longer than usual.
 */
const figures = {
  /** A message is visible: a long poll returns and the function's process gets the event. */
  'queue delivery': { min: 4, p50: 14, p90: 35, p99: 120, max: 400 },
  'warm start': { min: 1, p50: 3, p99: 15, max: 60 },
  /** An empty nodejs24.x function on arm64 takes 116 to 121 ms (https://github.com/maxday/lambda-perf), loading adds. */
  'cold start': { min: 180, p50: 330, p99: 900, max: 2_000 },
  /** From StartQuery to Complete. */
  'insights query': { min: 500, p50: 2_500, p90: 6_000, p99: 15_000, max: 40_000 },
  /** EventBridge Scheduler is precise to 60 s: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
  'scheduler precision': { min: 0, max: 59_000 },
} satisfies Readonly<Record<string, NamedQuantiles>>;

export const latencies = Object.fromEntries(
  Object.entries(figures).map(([name, values]) => [name, quantilesOf(values)]),
) as Readonly<Record<keyof typeof figures, Quantiles>>;

/** A client's timeout, how often it sends a request that gets no answer, and its errors. */
type Client = Pick<Operation, 'attemptCount' | 'errors' | 'timeoutMs'>;

/** The composition roots set 2 to 3 s. */
const aws: Client = { timeoutMs: 3_000, attemptCount: 2, errors: awsErrors };
const awsOnce: Client = { ...aws, attemptCount: 1 };

const networkError = (code: string): Error => new TypeError('fetch failed', { cause: { name: 'Error', code } });

/** Errors of `fetch`: the cause carries the code. */
const fetchErrors: OperationErrors = {
  refused: () => networkError('ECONNREFUSED'),
  unanswered: () => named('TimeoutError', 'The operation was aborted due to timeout'),
};

const http: Client = { timeoutMs: botApiCallTimeoutMs, attemptCount: 1, errors: fetchErrors };

const operation = (target: string, latency: NamedQuantiles, client: Client): Operation => ({
  target,
  latencyMs: quantilesOf(latency),
  ...client,
});

const item = { min: 2, p50: 4, p90: 8, p99: 25, max: 300 };
/** To prepare and to commit. */
const transaction = { min: 5, p50: 9, p90: 18, p99: 60, max: 500 };
const sqs = { min: 3, p50: 7, p90: 18, p99: 60, max: 500 };
const logs = { min: 20, p50: 60, p90: 150, p99: 500, max: 1_500 };
const telegram = { min: 40, p50: 90, p90: 200, p99: 1_200, max: 6_000 };

/** Every call that a function of the system makes, by its name in fault plans. */
export const operations = {
  GetItem: operation('dynamodb.GetItem', item, aws),
  Query: operation('dynamodb.Query', item, aws),
  PutItem: operation('dynamodb.PutItem', item, aws),
  UpdateItem: operation('dynamodb.UpdateItem', item, aws),
  TransactWriteItems: operation('dynamodb.TransactWriteItems', transaction, aws),
  SendMessageBatch: operation('sqs.SendMessageBatch', sqs, aws),
  ChangeMessageVisibilityBatch: operation('sqs.ChangeMessageVisibilityBatch', sqs, aws),
  StartQuery: operation('logs.StartQuery', logs, awsOnce),
  GetQueryResults: operation('logs.GetQueryResults', logs, awsOnce),
  StopQuery: operation('logs.StopQuery', logs, awsOnce),
  GetParameters: operation('ssm.GetParameters', { min: 5, p50: 15, p99: 100, max: 600 }, aws),
  Invoke: operation('lambda.Invoke', { min: 8, p50: 20, p99: 120, max: 700 }, awsOnce),
  sendMessage: operation('telegram.sendMessage', telegram, http),
  editMessageText: operation('telegram.editMessageText', telegram, http),
  sendPhoto: operation('telegram.sendPhoto', telegram, http),
  editMessageMedia: operation('telegram.editMessageMedia', telegram, http),
  answerCallbackQuery: operation('telegram.answerCallbackQuery', telegram, http),
  // The code is on the error itself, as with SES's client.
  SendEmail: operation('ses.SendEmail', { min: 30, p50: 70, p99: 500, max: 4_000 }, { ...http, errors: awsErrors }),
  /** A receiver somewhere. */
  webhook: operation('webhook.POST', { min: 20, p50: 120, p90: 400, p99: 2_500, max: 7_500 }, http),
} as const satisfies Readonly<Record<string, Operation>>;

/** The calls of a client that sends each request once. */
export const onceOperations = {
  SendMessageBatch: { ...operations.SendMessageBatch, attemptCount: 1 },
  ChangeMessageVisibilityBatch: { ...operations.ChangeMessageVisibilityBatch, attemptCount: 1 },
} as const satisfies Readonly<Record<string, Operation>>;
