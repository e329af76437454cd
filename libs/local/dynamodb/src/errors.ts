import {
  type AttributeValue,
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

const $metadata = {};

/** The code under simulation asks for something that this model of DynamoDB leaves out. Extend the model. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';

  constructor(what: string) {
    super(`not modelled: ${what}. Extend libs/local/dynamodb, or do without it.`);
  }
}

/** What DynamoDB answers to a request that can never succeed. Not retryable; the SDK has no class for it. */
export const validationException = (message: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', $metadata, message });

/** @param item - The item in the way, for a request that asked for it. */
export const conditionalCheckFailed = (item?: Record<string, AttributeValue>): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({
    $metadata,
    message: 'The conditional request failed',
    ...(item ? { Item: item } : {}),
  });

/** @param reasons - One per action, in the request's order; `{ Code: 'None' }` for those that were fine. */
export const transactionCanceled = (reasons: CancellationReason[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata,
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      `[${reasons.map(({ Code }) => Code).join(', ')}]`,
    CancellationReasons: reasons,
  });

export const resourceNotFound = (): ResourceNotFoundException =>
  new ResourceNotFoundException({ $metadata, message: 'Requested resource not found' });
