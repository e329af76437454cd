import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { type SeededRandom } from '@pulso/local/seeded-random';

import { named } from './errors';

/** Reasons that cancel a transaction although its conditions hold, in the order of its actions. */
const cancellations: readonly [readonly string[], ...(readonly string[])[]] = [
  ['TransactionConflict', 'None'],
  ['None', 'TransactionConflict'],
  ['TransactionConflict', 'TransactionConflict'],
  ['None', 'ThrottlingError'],
  ['ThrottlingError', 'None'],
  ['None', 'ProvisionedThroughputExceeded'],
  ['ProvisionedThroughputExceeded', 'TransactionConflict'],
];

const isWrite = (operation: string): boolean => operation === 'PutItem' || operation === 'UpdateItem';

/**
 * The error with which a service refuses a call for its rate, or because another write is in the way.
 *
 * @param operation - Name of the API action.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function throttlingError(operation: string, draw: SeededRandom): Error {
  if (operation === 'TransactWriteItems') {
    if (draw.chance(0.1)) return named('TransactionInProgressException', 'The transaction is already in progress.');
    return new TransactionCanceledException({
      message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      $metadata: {},
      CancellationReasons: draw.pick(cancellations).map((Code) => ({ Code })),
    });
  }
  if (isWrite(operation) && draw.chance(0.5)) return named('TransactionConflictException', 'Transaction is ongoing.');
  if (operation === 'StartQuery' && draw.chance(0.3))
    return named('LimitExceededException', 'Account maximum query concurrency limit of [100] reached.');
  if (isWrite(operation) || operation === 'GetItem' || operation === 'Query') {
    return named('ProvisionedThroughputExceededException', 'The level of configured throughput was exceeded.');
  }
  // Its status is what tells the bot that nothing was started.
  if (operation === 'Invoke') {
    return new TooManyRequestsException({ message: 'Rate Exceeded.', $metadata: { httpStatusCode: 429, attempts: 1 } });
  }
  return named('ThrottlingException', 'Rate exceeded');
}
