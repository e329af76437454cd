import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

import { type Reached } from './explain-absence';

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
