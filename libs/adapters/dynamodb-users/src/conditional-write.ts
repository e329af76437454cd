import { type DynamoDBClient, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';

import { type Item } from './claim-item';

export type ConditionalPut = { readonly type: 'written' } | { readonly type: 'refused'; readonly existing: Item };

type PutInput = Omit<PutItemCommandInput, 'TableName' | 'ReturnValuesOnConditionCheckFailure'>;

/**
 * Puts an item if its condition holds; if not, tells what stands in the way, which is read by the same write.
 *
 * The SDK repeats a call whose answer got lost, so the item in the way may be the one that this very call has written.
 *
 * @throws Whatever the client throws but a failed condition. Retryable unless it is a bug.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function putIf(client: DynamoDBClient, tableName: string, input: PutInput): Promise<ConditionalPut> {
  try {
    await client.send(
      new PutItemCommand({ ...input, TableName: tableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    );
    return { type: 'written' };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return { type: 'refused', existing: error.Item ?? {} };
  }
}

/** By name: a bundle may hold the SDK's error classes more than once. */
export const isConditionFailure = (error: unknown): error is Error & { readonly Item?: Item } =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';
