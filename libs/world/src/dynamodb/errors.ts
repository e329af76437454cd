import { AwsError } from '../aws';

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  /** As the table has it. */
  readonly Item?: object;
}

/** DynamoDB's answer to a request that can never succeed. Not retryable. */
export const validationException = (message: string): AwsError => new AwsError('ValidationException', message);

/**
 * The caller uses a feature that DynamoDB may have but this model does not.
 *
 * @param what - For example `the parameter Expected of PutItem`.
 */
export const notModelled = (what: string): AwsError => validationException(`The local cloud does not emulate ${what}.`);

export const conditionFailedMessage = 'The conditional request failed';

/** @param item - The item in the way, for a request that asked for it. */
export const conditionalCheckFailed = (item?: object): AwsError =>
  new AwsError('ConditionalCheckFailedException', conditionFailedMessage, item && { members: { Item: item } });

/** @param reasons - One per action, in the request's order; `{ Code: 'None' }` for successful ones. */
export const transactionCanceled = (reasons: readonly CancellationReason[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      `[${reasons.map(({ Code }) => Code).join(', ')}]`,
    { members: { CancellationReasons: reasons } },
  );

export const resourceNotFound = (table: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${table} not found`);
