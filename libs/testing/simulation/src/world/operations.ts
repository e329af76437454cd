import { botApiCallTimeoutMs } from '@pulso/domain/delivery';

import { awsErrors, named } from '../aws/client-of';
import { type Operation, type OperationErrors } from '../lambda/environment';
import { latencies } from './latencies';

/** How long AWS clients wait for an answer, ms; the composition roots have 2 to 3 s. */
const awsTimeoutMs = 3_000;

const aws = (target: string, latency: keyof typeof latencies, attemptCount: 1 | 2 = 2): Operation => ({
  target,
  latencyMs: latencies[latency],
  timeoutMs: awsTimeoutMs,
  attemptCount,
  errors: awsErrors,
});

const networkError = (code: string): Error => new TypeError('fetch failed', { cause: { name: 'Error', code } });

/** As `fetch` fails: the cause carries the code. */
const fetchErrors: OperationErrors = {
  refused: () => networkError('ECONNREFUSED'),
  unanswered: () => named('TimeoutError', 'The operation was aborted due to timeout'),
};

const telegram = (method: string): Operation => ({
  target: `telegram.${method}`,
  latencyMs: latencies.telegram,
  timeoutMs: botApiCallTimeoutMs,
  attemptCount: 1,
  errors: fetchErrors,
});

/** As SES's client fails: the code is on the error itself. */
const sesErrors: OperationErrors = {
  refused: () => Object.assign(named('Error', 'connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
  denied: awsErrors.denied,
};

/** Every call that a function of the system makes, by its name in fault plans. */
export const operations = {
  GetItem: aws('dynamodb.GetItem', 'dynamodb'),
  Query: aws('dynamodb.Query', 'dynamodb'),
  PutItem: aws('dynamodb.PutItem', 'dynamodb'),
  UpdateItem: aws('dynamodb.UpdateItem', 'dynamodb'),
  TransactWriteItems: aws('dynamodb.TransactWriteItems', 'dynamodb transaction'),
  SendMessageBatch: aws('sqs.SendMessageBatch', 'sqs'),
  ChangeMessageVisibilityBatch: aws('sqs.ChangeMessageVisibilityBatch', 'sqs'),
  StartQuery: aws('logs.StartQuery', 'logs call', 1),
  GetQueryResults: aws('logs.GetQueryResults', 'logs call', 1),
  StopQuery: aws('logs.StopQuery', 'logs call', 1),
  GetParameters: aws('ssm.GetParameters', 'ssm'),
  Invoke: aws('lambda.Invoke', 'lambda invoke', 1),
  sendMessage: telegram('sendMessage'),
  editMessageText: telegram('editMessageText'),
  sendPhoto: telegram('sendPhoto'),
  editMessageMedia: telegram('editMessageMedia'),
  answerCallbackQuery: telegram('answerCallbackQuery'),
  SendEmail: {
    target: 'ses.SendEmail',
    latencyMs: latencies.ses,
    timeoutMs: botApiCallTimeoutMs,
    attemptCount: 1,
    errors: sesErrors,
  },
  webhook: {
    target: 'webhook.POST',
    latencyMs: latencies.webhook,
    timeoutMs: botApiCallTimeoutMs,
    attemptCount: 1,
    errors: fetchErrors,
  },
} as const;

/** The same of a client that sends each request once. */
export const onceOperations = {
  SendMessageBatch: { ...operations.SendMessageBatch, attemptCount: 1 },
  ChangeMessageVisibilityBatch: { ...operations.ChangeMessageVisibilityBatch, attemptCount: 1 },
} as const satisfies Readonly<Record<string, Operation>>;
