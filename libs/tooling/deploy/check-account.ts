import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { DeployError } from './deploy-error.ts';
import { explain } from './deployed-records.ts';

/** Where a stage's settings say that it is. */
export interface StagePlace {
  readonly stage: string;
  readonly region: string;
  /** Undefined: any account. */
  readonly accountId: string | undefined;
  readonly maxAttempts?: number;
}

/**
 * Asks AWS whose credentials these are, before a build takes a minute and Terraform refuses them.
 *
 * @throws {DeployError} They are of another account, or AWS does not take them.
 */
export async function checkAccount({ stage, region, accountId, maxAttempts = 3 }: StagePlace): Promise<void> {
  if (accountId === undefined) return;
  const sts = new STSClient({ region, maxAttempts });
  const { Account } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw new DeployError(`Cannot ask STS in ${region} whose credentials these are: ${explain(error)}`);
  });
  if (Account !== accountId)
    throw new DeployError(
      `These credentials are of the account ${Account}, but the settings of ${stage} name the account ${accountId}. Log in to that account, or set AWS_PROFILE.`,
    );
}
