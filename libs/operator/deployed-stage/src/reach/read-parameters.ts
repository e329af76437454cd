import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';

import { NotReadyError } from './errors';

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

/** What an operator's command needs in order to speak for the bot. */
export interface BotSecrets {
  readonly token: string;
  /** The newer one while two are in use. */
  readonly webhookSecret: string;
}

/**
 * Reads the secrets of a stage's bot.
 *
 * @param ssm - Credentials need GetParameters.
 * @throws {NotReadyError} One of them is not set. Retryable once it is.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function readBotSecrets(stage: string, ssm: SSMClient): Promise<BotSecrets> {
  const names = {
    token: parameterName(stage, secretParameters.botToken),
    webhookSecrets: parameterName(stage, secretParameters.webhookSecrets),
  };
  const values = await readParameters(ssm, Object.values(names));
  const valueOf = (name: string): string => {
    const value = values.get(name) ?? '';
    if (value !== '' && value !== unsetSecret) return value;
    throw new NotReadyError(`The parameter ${name} is not set. Set it: npm run secrets -- --stage ${stage}`);
  };
  const [webhookSecret = ''] = valueOf(names.webhookSecrets).split(',');
  return { token: valueOf(names.token), webhookSecret: webhookSecret.trim() };
}
