import {
  DescribeParametersCommand,
  type ParameterMetadata,
  PutParameterCommand,
  type PutParameterCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { commandSecretParameter, parameterName, unsetSecret, webhookParameter } from '@pulso/contracts/envelope';
import { defined } from '@pulso/kit/telegram';
import { NotDeployedError, readParameters } from '../aws';

import { ownNames } from './secrets-options';

/** A secret that the stacks of a stage have declared. */
export interface DeclaredSecret {
  /** Without the stage: `bot-token`. */
  readonly name: string;
  /** undefined: it was never set. */
  readonly value: string | undefined;
}

/** The secrets of one stage. */
export interface SecretStore {
  /**
   * @returns What the stacks have declared, the bot's own first.
   * @throws {NotDeployedError} The stage is not deployed. Retryable once it is.
   * @throws What the client throws: no credentials, a missing grant. Not retryable.
   */
  list(): Promise<readonly DeclaredSecret[]>;
  /** Puts one of the listed secrets. @returns The version of the parameter. @throws What the client throws. */
  put(name: string, value: string): Promise<number>;
}

/** What Parameter Store takes when no key is named. */
const standardKey = 'alias/aws/ssm';

export function createSecretStore(stage: string, client: SSMClient): SecretStore {
  const prefix = parameterName(stage, '');
  const keptByName = new Map<string, Kept>();

  const list = async (): Promise<readonly DeclaredSecret[]> => {
    const declared = (await describeAll(client, prefix)).filter(({ Type }) => Type === 'SecureString');
    for (const parameter of declared) keptByName.set(parameter.Name ?? '', keptOf(parameter));
    const names = declared.map(({ Name = '' }) => Name.slice(prefix.length));
    const missing = ownNames.find((name) => !names.includes(name));
    if (missing !== undefined) {
      throw new NotDeployedError(
        `There is no parameter ${parameterName(stage, missing)}`,
        `Deploy first (npm run deploy -- --stage ${stage})`,
      );
    }
    const ofSettings = [commandSecretParameter(''), webhookParameter('')].flatMap((prefix) =>
      names.filter((name) => name.startsWith(prefix) && !ownNames.includes(name)).sort(),
    );
    return readValues([...ownNames, ...ofSettings], stage, client);
  };

  const put = async (name: string, Value: string): Promise<number> => {
    const Name = parameterName(stage, name);
    const { Version = 0 } = await client.send(
      new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true, ...keptByName.get(Name) }),
    );
    return Version;
  };

  return { list, put };
}

/**
 * What an overwrite has to name, or it would become another: the key, unless it is the standard one, and the tier, which
 * is otherwise the account's default. Where that is the advanced one, the stack would replace the parameter, secret and
 * all, since an advanced parameter can't be made a standard one.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
type Kept = Pick<PutParameterCommandInput, 'KeyId' | 'Tier'>;

const keptOf = ({ KeyId = standardKey, Tier }: ParameterMetadata): Kept => ({
  ...(KeyId === standardKey ? {} : { KeyId }),
  ...defined({ Tier }),
});

async function describeAll(client: SSMClient, prefix: string): Promise<readonly ParameterMetadata[]> {
  const found: ParameterMetadata[] = [];
  let NextToken: string | undefined;
  do {
    // One level: what else a stage keeps below its name is no secret.
    const page = await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Path', Option: 'OneLevel', Values: [prefix.replace(/\/$/, '')] }],
        MaxResults: 50,
        ...defined({ NextToken }),
      }),
    );
    found.push(...(page.Parameters ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

async function readValues(
  names: readonly string[],
  stage: string,
  client: SSMClient,
): Promise<readonly DeclaredSecret[]> {
  const values = await readParameters(
    client,
    names.map((name) => parameterName(stage, name)),
  );
  return names.map((name) => {
    const value = values.get(parameterName(stage, name)) ?? '';
    return { name, value: value === '' || value === unsetSecret ? undefined : value };
  });
}
