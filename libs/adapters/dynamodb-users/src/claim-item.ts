import { type Item, toItem } from '@pulso/adapters/dynamodb-items';
import { type ClaimAttempt } from '@pulso/conversation';

/** A claim as it lies in the table. Times in epoch milliseconds but for `expiresAtSeconds`, which DynamoDB reads too. */
export interface StoredClaim {
  readonly token: string;
  readonly state: 'in-progress' | 'done';
  readonly attempt: number;
  readonly leaseUntilMs: number;
}

export const claimKey = (updateId: number): Item => toItem({ pk: `update#${updateId}` });

export const toClaimItem = ({ updateId, token, leaseUntilMs, expiresAtMs }: ClaimAttempt, attempt: number): Item => ({
  ...claimKey(updateId),
  ...toItem({
    token,
    state: 'in-progress',
    attempt,
    leaseUntilMs,
    expiresAtSeconds: Math.ceil(expiresAtMs / 1000),
  }),
});

/** @returns An attribute that is missing reads as that of a claim that has ended long ago. */
export const toStoredClaim = ({ token, state, attempt, leaseUntilMs }: Item): StoredClaim => ({
  token: token?.S ?? '',
  state: state?.S === 'done' ? 'done' : 'in-progress',
  attempt: Number(attempt?.N ?? 0),
  leaseUntilMs: Number(leaseUntilMs?.N ?? 0),
});
