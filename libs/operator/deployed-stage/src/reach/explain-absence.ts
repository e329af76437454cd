import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

import { NotDeployedError, NotReadyError } from './errors';

/** Where credentials lead. */
export interface Reached {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Creates what tells where the credentials of a client lead.
 *
 * @param sts - Needs no grant.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const createReadReached = (sts: STSClient) => async (): Promise<Reached> => {
  const { Account: accountId = 'unknown' } = await sts.send(new GetCallerIdentityCommand({}));
  return { accountId, region: await sts.config.region() };
};

/** Where a stage is by its settings. */
interface Place {
  readonly region: string;
  readonly accountId?: string;
}

/**
 * Does something at a stage. Where the stage is not, the error tells where the credentials lead, and where the settings
 * say that it is: a deploy is advised only where the two are the same.
 *
 * @param readReached - Is asked only then. What it throws is left aside: the first error counts.
 * @throws {NotReadyError} The stage is not deployed. Retryable once it is.
 * @throws What `act` throws.
 */
export async function explainAbsence<T>(
  stage: string,
  readReached: () => Promise<Reached>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof NotDeployedError)) throw error;
    const reached = await readReached().catch(() => undefined);
    if (!reached) throw error;
    throw new NotReadyError(describeAbsence(error, stage, reached), { cause: error });
  }
}

function describeAbsence({ problem, remedy }: NotDeployedError, stage: string, { accountId, region }: Reached): string {
  const wanted: Place = knownStages[stageNameOf(stage)];
  const found = `${problem} in the account ${accountId} of your credentials, region ${region}`;
  if (wanted.accountId !== undefined && wanted.accountId !== accountId) {
    const advice = 'Log in to that account, or set AWS_PROFILE.';
    return `${found}; the settings of ${stage} name the account ${wanted.accountId}. ${advice}`;
  }
  if (wanted.region !== region) {
    return `${found}; the settings of ${stage} name the region ${wanted.region}. Set AWS_REGION=${wanted.region}.`;
  }
  return `${found}. ${remedy}.`;
}
