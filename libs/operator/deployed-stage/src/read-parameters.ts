import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const maxNamesPerCall = 10;

/**
 * Reads parameters, decrypted.
 *
 * @param client - Credentials need ssm:GetParameters.
 * @param names - Full names, any number of them.
 * @returns By full name, without white space around; those that are not there are left out.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function readParameters(
  client: SSMClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (let first = 0; first < names.length; first += maxNamesPerCall) {
    const Names = names.slice(first, first + maxNamesPerCall);
    const { Parameters = [] } = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
    for (const { Name = '', Value = '' } of Parameters) values.set(Name, Value.trim());
  }
  return values;
}
