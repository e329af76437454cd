import { type DynamoDBClient, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';

import { type Item } from './to-item';
import { isConditionFailure } from './write-failures';

export type ConditionalPut = { readonly type: 'written' } | { readonly type: 'refused'; readonly existing: Item };

/**
 * Puts an item if its condition holds; if not, tells what stands in the way, which is read by the same write.
 *
 * The SDK repeats a call whose answer got lost, so the item in the way may be the one that this very call has written.
 *
 * @returns `existing` is empty where the condition wants an item and there is none.
 * @throws What the client throws but a failed condition. Retryable unless it is a bug.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function putIf(
  client: DynamoDBClient,
  input: Omit<PutItemCommandInput, 'ReturnValuesOnConditionCheckFailure'>,
): Promise<ConditionalPut> {
  try {
    await client.send(new PutItemCommand({ ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return { type: 'written' };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return { type: 'refused', existing: error.Item ?? {} };
  }
}
