import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';
import { type Claim, type ClaimAttempt, type ClaimResult, type UpdateClaims } from '@pulso/domain/conversation';

import { type Item, isConditionFailure, placeholders, putIf, readItem, toItem } from './items';

const names = ['token', 'state'] as const;

/**
 * Keeps claims on updates in the users table, one item per claim under `update#<claim id>`.
 *
 * DynamoDB deletes expired items days late, so an expired claim is treated as absent and not looked for.
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
        ...placeholders(['pk', 'expiresAtSeconds'], { nowSeconds: Math.floor(attempt.nowMs / 1000) }),
      });
      if (fresh.type === 'written') return { type: 'claimed', ...first };

      const existing = claimIn(fresh.existing);
      const settled = resultWithoutWriting(attempt, existing);
      if (settled) return settled;
      // Of several takers one wins: the others find another token than the one in their condition.
      const { firstClaimedAtMs, sentCount } = existing;
      const next = { attempt: existing.attempt + 1, firstClaimedAtMs, sentCount };
      const taken = await putIf(client, {
        TableName: tableName,
        Item: toClaimItem(attempt, next),
        ConditionExpression: '#token = :from AND #state = :inProgress',
        ...placeholders(names, { from: existing.token, inProgress: 'in-progress' }),
      });
      if (taken.type === 'written') return { type: 'claimed', ...next };
      const isDeleted = taken.existing['token'] === undefined;
      return (!isDeleted && resultWithoutWriting(attempt, claimIn(taken.existing))) || { type: 'in-progress' };
    },

    complete: async (claim) => {
      const change = { update: 'SET #state = :done', values: { done: 'done' }, condition: '#token = :token' };
      return (await updateMine(claim, change)) ? 'completed' : 'lost';
    },

    noteSent: async (claim, sentCount) => {
      await updateMine(claim, {
        update: 'SET sentCount = :sentCount',
        values: { sentCount, inProgress: 'in-progress' },
        condition: '#token = :token AND #state = :inProgress',
      });
    },

    release: async (claim) => {
      await updateMine(claim, {
        update: 'SET leaseUntilMs = :never',
        values: { never: 0, inProgress: 'in-progress' },
        condition: '#token = :token AND #state = :inProgress',
      });
    },
  };

  /** @returns False when another process has the claim by now. */
  async function updateMine({ claimId, token }: Claim, { update, values, condition }: Change): Promise<boolean> {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: claimKey(claimId),
          UpdateExpression: update,
          ConditionExpression: condition,
          ...placeholders(names, { ...values, token }),
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
  readonly values: Readonly<Record<string, string | number>>;
  readonly condition: string;
}

/** @returns Undefined when the lease has passed and the update may be taken over. */
function resultWithoutWriting({ token, nowMs }: ClaimAttempt, existing: StoredClaim): ClaimResult | undefined {
  if (existing.state === 'done') return { type: 'done' };
  // Written by this very call, whose first answer got lost.
  if (existing.token === token) {
    const { attempt, firstClaimedAtMs, sentCount } = existing;
    return { type: 'claimed', attempt, firstClaimedAtMs, sentCount };
  }
  return existing.leaseUntilMs > nowMs ? { type: 'in-progress' } : undefined;
}

/** A claim as it lies in the table. Times in epoch milliseconds but for `expiresAtSeconds`, which DynamoDB reads too. */
export const claimSchema = z.object({
  token: z.string(),
  state: z.enum(['in-progress', 'done']),
  attempt: wholeNumber,
  firstClaimedAtMs: wholeNumber,
  leaseUntilMs: wholeNumber,
  /** Messages of the reply that are sent. */
  sentCount: wholeNumber,
});

type StoredClaim = z.infer<typeof claimSchema>;

export const claimKey = (claimId: string): Item => toItem({ pk: `update#${claimId}` });

/** @param claimed - What the handler will be told of its claim. */
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
