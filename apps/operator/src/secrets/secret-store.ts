import { PutParameterCommand, type SSMClient, paginateDescribeParameters } from '@aws-sdk/client-ssm';
import {
  commandSecretParameter,
  parameterName,
  secretParameters,
  unsetSecret,
  webhookParameter,
} from '@pulso/contracts/envelope';
import { defined } from '@pulso/kit/telegram';

import { NotDeployedError, allOf, readParameters } from '../aws';

/** A secret that the stacks of a stage have declared. */
export interface DeclaredSecret {
  /** Without the stage: `bot-token`. */
  readonly name: string;
  /** undefined: it was never set. */
  readonly value: string | undefined;
}

export type SecretStore = ReturnType<typeof createSecretStore>;

/** The bot's own secrets, in the order in which they are asked for. */
export const ownNames: readonly string[] = Object.values(secretParameters);

/** The key that Parameter Store uses by default. */
const standardKey = 'alias/aws/ssm';

/** Creates the reader and writer of a stage's secrets. */
export function createSecretStore(stage: string, client: SSMClient) {
  const prefix = parameterName(stage, '');
  /**
   * What an overwrite must name: a key other than the standard one, and the tier, which defaults to the account's. If
   * that is the advanced tier, the next deploy replaces the parameter and its secret: it can't become standard.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
   */
  const retained = new Map<string, object>();
  // One level: deeper parameters of a stage are not secrets.
  const filter = { Key: 'Path', Option: 'OneLevel', Values: [prefix.replace(/\/$/, '')] };

  return {
    /** @returns The bot's own first. @throws {NotDeployedError} The stage is not deployed. */
    list: async (): Promise<readonly DeclaredSecret[]> => {
      const pages = await allOf(paginateDescribeParameters({ client, pageSize: 50 }, { ParameterFilters: [filter] }));
      const found = pages.flatMap(({ Parameters = [] }) => Parameters);
      const declared = found.filter(({ Type }) => Type === 'SecureString');
      for (const { Name = '', KeyId = standardKey, Tier } of declared) {
        retained.set(Name, { ...(KeyId === standardKey ? {} : { KeyId }), ...defined({ Tier }) });
      }
      const names = declared.map(({ Name = '' }) => Name.slice(prefix.length));
      const missing = ownNames.find((name) => !names.includes(name));
      if (missing !== undefined) throw new NotDeployedError(`there is no parameter ${prefix}${missing}`);
      const kinds = [commandSecretParameter(''), webhookParameter('')];
      const ofSettings = names
        .filter((name) => !ownNames.includes(name) && kinds.some((kind) => name.startsWith(kind)))
        .sort();
      const all = [...ownNames, ...ofSettings];
      const inFull = all.map((name) => prefix + name);
      const values = await readParameters(client, inFull);
      return all.map((name) => {
        const value = values.get(prefix + name) || unsetSecret;
        return { name, value: value === unsetSecret ? undefined : value };
      });
    },
    /** Puts one of the listed secrets. @returns The version of the parameter. */
    put: async (name: string, Value: string): Promise<number> => {
      const input = { Name: prefix + name, Value, Type: 'SecureString' as const, Overwrite: true };
      const { Version = 0 } = await client.send(new PutParameterCommand({ ...input, ...retained.get(input.Name) }));
      return Version;
    },
  };
}
