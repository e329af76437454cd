import { type Item } from './values/attribute-values';

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

interface ErrorMembers {
  /** The item in the way, for a request that asked for it. */
  readonly Item?: Item;
  /** One per action, in the request's order; `{ Code: 'None' }` for those that were fine. */
  readonly CancellationReasons?: readonly CancellationReason[];
}

/** What DynamoDB answers instead of a result, with the name of its error. */
export class DynamoDbError extends Error {
  override readonly name: string;
  readonly members: ErrorMembers;
  // As in the errors of the SDK, which adapters read.
  readonly Item: Item | undefined;
  readonly CancellationReasons: readonly CancellationReason[] | undefined;

  constructor(name: string, message: string, members: ErrorMembers = {}) {
    super(message);
    this.name = name;
    this.members = members;
    this.Item = members.Item;
    this.CancellationReasons = members.CancellationReasons;
  }
}

/** The caller asks for something that DynamoDB may have, and this model of it leaves out. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';

  /** @param what - For example `the parameter Expected of PutItem`. */
  constructor(what: string) {
    super(`The local cloud does not emulate ${what}.`);
  }
}

/** What DynamoDB answers to a request that can never succeed. Not retryable. */
export const validationException = (message: string): DynamoDbError =>
  new DynamoDbError('ValidationException', message);

/** @param item - The item in the way, for a request that asked for it. */
export const conditionalCheckFailed = (item?: Item): DynamoDbError =>
  new DynamoDbError('ConditionalCheckFailedException', conditionFailedMessage, item ? { Item: item } : {});

export const conditionFailedMessage = 'The conditional request failed';

export const transactionCanceled = (reasons: readonly CancellationReason[]): DynamoDbError =>
  new DynamoDbError(
    'TransactionCanceledException',
    'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      `[${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );

export const resourceNotFound = (table?: string): DynamoDbError =>
  new DynamoDbError(
    'ResourceNotFoundException',
    `Requested resource not found${table === undefined ? '' : `: Table: ${table} not found`}`,
  );
