import { AwsError } from '../aws';

/** One error for too many calls. */
type Refusal = () => AwsError;

const refusal =
  (...given: ConstructorParameters<typeof AwsError>): Refusal =>
  () =>
    new AwsError(...given);

const rateExceeded = refusal('ThrottlingException', 'Rate exceeded');

/** DynamoDB's, of reads and of writes. */
const tooFast: readonly Refusal[] = [
  refusal('ProvisionedThroughputExceededException', 'The level of configured throughput was exceeded.'),
  refusal('RequestLimitExceeded', 'Throughput exceeds the current throughput limit for your account.'),
  rateExceeded,
];

/** Another transaction has the item. */
const writes: readonly Refusal[] = [
  ...tooFast,
  refusal('TransactionConflictException', 'Transaction is ongoing for the item'),
];

/** Reasons that cancel a transaction of two actions although its conditions hold, in their order. */
const cancellations: readonly Refusal[] = [
  'TransactionConflict None',
  'None TransactionConflict',
  'TransactionConflict TransactionConflict',
  'None ThrottlingError',
  'ThrottlingError None',
  'None ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceeded TransactionConflict',
].map((codes) =>
  refusal('TransactionCanceledException', `Transaction cancelled [${codes.replace(' ', ', ')}]`, {
    members: { CancellationReasons: codes.split(' ').map((Code) => ({ Code })) },
  }),
);

/**
 * By operation, or by service where its operations are alike. Others answer `ThrottlingException`, as do StartQuery and
 * GetQueryResults, although their documentation does not list it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html (LimitExceededException)
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (TooManyRequestsException)
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html (RequestThrottled)
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html (TooManyRequestsException)
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html (ThrottlingException)
 */
const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  'dynamodb.PutItem': writes,
  'dynamodb.UpdateItem': writes,
  'dynamodb.TransactWriteItems': [
    ...cancellations,
    refusal('TransactionInProgressException', 'The transaction with the given request token is already in progress.'),
  ],
  dynamodb: tooFast,
  'logs.StartQuery': [
    rateExceeded,
    rateExceeded,
    refusal('LimitExceededException', 'Account maximum query concurrency limit of [100] reached.'),
  ],
  lambda: [
    refusal('TooManyRequestsException', 'Rate Exceeded.', {
      status: 429,
      members: { Reason: 'CallerRateLimitExceeded' },
    }),
  ],
  ses: [
    refusal('TooManyRequestsException', 'Too many requests have been made to the operation.', { status: 429 }),
    refusal('ThrottlingException', 'Maximum sending rate exceeded.'),
  ],
  sqs: [refusal('RequestThrottled', 'The request was denied due to request throttling.', { status: 403 })],
};

/**
 * The error with which AWS refuses a call for its rate, or because another write is in the way: it had no effect.
 *
 * @param target - As fault plans name it, for example `dynamodb.GetItem`.
 * @param choice - A random number in `[0, 1)` that picks one of the possible errors.
 */
export function throttlingError(target: string, choice: number): AwsError {
  const possible = refusals[target] ?? refusals[target.replace(/\..*/, '')] ?? [rateExceeded];
  return (possible[Math.floor(choice * possible.length)] ?? rateExceeded)();
}
