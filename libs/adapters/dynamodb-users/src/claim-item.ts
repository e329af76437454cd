import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import { type ClaimAttempt } from '@pulso/conversation';

export type Item = Record<string, AttributeValue>;

/** A claim as it lies in the table. Times in epoch milliseconds but for `expiresAtSeconds`, which DynamoDB reads too. */
export interface StoredClaim {
  readonly token: string;
  readonly state: 'in-progress' | 'done';
  readonly attempt: number;
  readonly leaseUntilMs: number;
  readonly expiresAtSeconds: number;
}

export const claimKey = (updateId: number): Item => ({ pk: { S: `update#${updateId}` } });

export const toClaimItem = ({ updateId, token, leaseUntilMs, expiresAtMs }: ClaimAttempt, attempt: number): Item => ({
  ...claimKey(updateId),
  token: { S: token },
  state: { S: 'in-progress' },
  attempt: { N: String(attempt) },
  leaseUntilMs: { N: String(leaseUntilMs) },
  expiresAtSeconds: { N: String(Math.ceil(expiresAtMs / 1000)) },
});

/** @returns Whatever is missing reads as a claim that has ended long ago. */
export const toStoredClaim = (item: Item): StoredClaim => ({
  token: item['token']?.S ?? '',
  state: item['state']?.S === 'done' ? 'done' : 'in-progress',
  attempt: Number(item['attempt']?.N ?? 0),
  leaseUntilMs: Number(item['leaseUntilMs']?.N ?? 0),
  expiresAtSeconds: Number(item['expiresAtSeconds']?.N ?? 0),
});
