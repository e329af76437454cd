import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';
import { type Claim, type ClaimAttempt, type ClaimResult, type UpdateClaims } from '@pulso/domain/conversation';

import { type Item, isConditionFailure, putIf, readItem, toItem, valuesOf, withNames } from './items';

const mineInProgress = '#token = :token AND #state = :inProgress';

/**
 * Keeps claims on updates in the users table, one item per claim under `update#<claim id>`.
 *
 * DynamoDB deletes expired items days late, so an expired claim counts as absent.
 *
 * @param client - Credentials need `dynamodb:PutItem` and `dynamodb:UpdateItem` on the table.
 * @returns Functions that throw what the client throws; retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function createUpdateClaims(client: DynamoDBClient, tableName: string): UpdateClaims {
  return {
    async claim(attempt) {
      const first = { attempt: 1, firstClaimedAtMs: attempt.nowMs, sentCount: 0 };
      const fresh = await putIf(client, {
        TableName: tableName,
        Item: toClaimItem(attempt, first),
        ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtSeconds <= :nowSeconds',
        ...valuesOf({ nowSeconds: Math.floor(attempt.nowMs / 1000) }),
      });
      if (fresh.type === 'written') return { type: 'claimed', ...first };

      const existing = claimIn(fresh.existing);
      const settled = resultWithoutWriting(attempt, existing);
      if (settled) return settled;
      // If several processes take it over, one wins: the others no longer find the token of their condition.
      const { firstClaimedAtMs, sentCount } = existing;
      const next = { attempt: existing.attempt + 1, firstClaimedAtMs, sentCount };
      const taken = await putIf(client, {
        TableName: tableName,
        Item: toClaimItem(attempt, next),
        ConditionExpression: '#token = :from AND #state = :inProgress',
        ...valuesOf({ from: existing.token, inProgress: 'in-progress' }),
      });
      if (taken.type === 'written') return { type: 'claimed', ...next };
      const isDeleted = taken.existing['token'] === undefined;
      return (!isDeleted && resultWithoutWriting(attempt, claimIn(taken.existing))) || { type: 'in-progress' };
    },

    complete: async (claim) =>
      (await update(claim, 'SET #state = :done', '#token = :token', { done: 'done' })) ? 'completed' : 'lost',

    noteSent: async (claim, sentCount) => {
      await update(claim, 'SET #sentCount = :sentCount', mineInProgress, { sentCount, inProgress: 'in-progress' });
    },

    release: async (claim) => {
      await update(claim, 'SET #leaseUntilMs = :never', mineInProgress, { never: 0, inProgress: 'in-progress' });
    },
  };

  /** @returns Whether the condition was met. False: another process has the claim by now. */
  async function update(
    { claimId, token }: Claim,
    UpdateExpression: string,
    ConditionExpression: string,
    values: Readonly<Record<string, string | number>>,
  ): Promise<boolean> {
    const change = { UpdateExpression, ConditionExpression, ...valuesOf({ ...values, token }) };
    try {
      await client.send(new UpdateItemCommand({ TableName: tableName, Key: claimKey(claimId), ...withNames(change) }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }
}

/** @returns Undefined if the lease has expired, so that this process may take the update over. */
function resultWithoutWriting({ token, nowMs }: ClaimAttempt, existing: StoredClaim): ClaimResult | undefined {
  if (existing.state === 'done') return { type: 'done' };
  // This call has written it; its first answer got lost.
  if (existing.token === token) {
    const { attempt, firstClaimedAtMs, sentCount } = existing;
    return { type: 'claimed', attempt, firstClaimedAtMs, sentCount };
  }
  return existing.leaseUntilMs > nowMs ? { type: 'in-progress' } : undefined;
}

/** A claim as the table has it. Times in epoch ms except `expiresAtSeconds`, which DynamoDB reads. */
export const claimSchema = z.object({
  token: z.string(),
  state: z.enum(['in-progress', 'done']),
  attempt: wholeNumber,
  firstClaimedAtMs: wholeNumber,
  leaseUntilMs: wholeNumber,
  /** Messages of the reply that were sent. */
  sentCount: wholeNumber,
});

type StoredClaim = z.infer<typeof claimSchema>;

export const claimKey = (claimId: string): Item => toItem({ pk: `update#${claimId}` });

/** @param claimed - The part of the claim that the handler sees. */
const toClaimItem = (
  { claimId, token, leaseUntilMs, expiresAtMs }: ClaimAttempt,
  claimed: Pick<StoredClaim, 'attempt' | 'firstClaimedAtMs' | 'sentCount'>,
): Item => ({
  ...claimKey(claimId),
  ...toItem({
    token,
    state: 'in-progress',
    ...claimed,
    leaseUntilMs,
    expiresAtSeconds: Math.ceil(expiresAtMs / 1000),
  }),
});

/** @throws {MalformedItemError} Not retryable. */
export const claimIn = (item: Item): StoredClaim => readItem(claimSchema, item);
