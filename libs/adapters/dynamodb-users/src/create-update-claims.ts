import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type ClaimAttempt, type ClaimResult, type UpdateClaims } from '@pulso/conversation';

import { type Item, type StoredClaim, claimKey, toClaimItem, toStoredClaim } from './claim-item';
import { isConditionFailure, putIf } from './conditional-write';

/** `token` and `state` are reserved words of DynamoDB expressions. */
const names = { '#token': 'token', '#state': 'state' };

/**
 * Keeps claims on updates in the users table, one item per update under `update#<id>`.
 *
 * DynamoDB deletes expired items days late, so an expired claim is treated as absent and not looked for.
 *
 * @param client - Credentials need `dynamodb:PutItem` and `dynamodb:UpdateItem` on the table.
 * @returns Functions that throw whatever the client throws; retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function createUpdateClaims(client: DynamoDBClient, tableName: string): UpdateClaims {
  return {
    async claim(attempt) {
      const fresh = await putIf(client, tableName, {
        Item: toClaimItem(attempt, 1),
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAtSeconds <= :nowSeconds',
        ExpressionAttributeValues: { ':nowSeconds': { N: String(Math.floor(attempt.nowMs / 1000)) } },
      });
      if (fresh.type === 'written') return { type: 'claimed', attempt: 1 };

      const existing = toStoredClaim(fresh.existing);
      const settled = resultWithoutWriting(attempt, existing);
      if (settled) return settled;
      return takeOver(attempt, existing.token, existing.attempt + 1);
    },

    complete: async (claim) => {
      const change = { update: 'SET #state = :done', values: { ':done': { S: 'done' } }, condition: '#token = :token' };
      return (await updateMine(claim, change)) ? 'completed' : 'lost';
    },

    release: async (claim) => {
      await updateMine(claim, {
        update: 'SET leaseUntilMs = :never',
        values: { ':never': { N: '0' }, ':inProgress': { S: 'in-progress' } },
        condition: '#token = :token AND #state = :inProgress',
      });
    },
  };

  /** The token in the condition makes one taker of many: whoever comes second finds another token. */
  async function takeOver(attempt: ClaimAttempt, fromToken: string, attemptNumber: number): Promise<ClaimResult> {
    const taken = await putIf(client, tableName, {
      Item: toClaimItem(attempt, attemptNumber),
      ConditionExpression: '#token = :from AND #state = :inProgress',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':from': { S: fromToken }, ':inProgress': { S: 'in-progress' } },
    });
    if (taken.type === 'written') return { type: 'claimed', attempt: attemptNumber };
    return resultWithoutWriting(attempt, toStoredClaim(taken.existing)) ?? { type: 'in-progress' };
  }

  /** @returns False when the claim is somebody else's by now. */
  async function updateMine(
    { updateId, token }: { readonly updateId: number; readonly token: string },
    { update, values, condition }: Change,
  ): Promise<boolean> {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: claimKey(updateId),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ...values, ':token': { S: token } },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }
}

interface Change {
  readonly update: string;
  readonly values: Item;
  readonly condition: string;
}

/** @returns Undefined when the lease has passed and the update may be taken over. */
function resultWithoutWriting({ token, nowMs }: ClaimAttempt, existing: StoredClaim): ClaimResult | undefined {
  if (existing.state === 'done') return { type: 'done' };
  // Written by this very call, whose first answer got lost.
  if (existing.token === token) return { type: 'claimed', attempt: existing.attempt };
  return existing.leaseUntilMs > nowMs ? { type: 'in-progress' } : undefined;
}
