import { type Item, toItem } from '@pulso/adapters/dynamodb-items';
import { type ClaimAttempt } from '@pulso/conversation';

/** A claim as it lies in the table. Times in epoch milliseconds but for `expiresAtSeconds`, which DynamoDB reads too. */
export interface StoredClaim {
  readonly token: string;
  readonly state: 'in-progress' | 'done';
  readonly attempt: number;
  readonly firstClaimedAtMs: number;
  readonly leaseUntilMs: number;
}

export const claimKey = (claimId: string): Item => toItem({ pk: `update#${claimId}` });

/** @param claimed - What the handler will be told of its claim. */
export const toClaimItem = (
  { claimId, token, leaseUntilMs, expiresAtMs }: ClaimAttempt,
  { attempt, firstClaimedAtMs }: { readonly attempt: number; readonly firstClaimedAtMs: number },
): Item => ({
  ...claimKey(claimId),
  ...toItem({
    token,
    state: 'in-progress',
    attempt,
    firstClaimedAtMs,
    leaseUntilMs,
    expiresAtSeconds: Math.ceil(expiresAtMs / 1000),
  }),
});

/** @returns An attribute that is missing reads as that of a claim that has ended long ago. */
export const toStoredClaim = ({ token, state, attempt, firstClaimedAtMs, leaseUntilMs }: Item): StoredClaim => ({
  token: token?.S ?? '',
  state: state?.S === 'done' ? 'done' : 'in-progress',
  attempt: Number(attempt?.N ?? 0),
  firstClaimedAtMs: Number(firstClaimedAtMs?.N ?? 0),
  leaseUntilMs: Number(leaseUntilMs?.N ?? 0),
});
