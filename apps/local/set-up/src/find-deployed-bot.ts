import {
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/naming';

import { NotReadyError } from './errors';

/** What is deployed of a stage's bot. */
export interface DeployedBot {
  readonly functionUrl: string;
  readonly telegramApiRoot: string;
  readonly botId: number;
  readonly username: string;
  readonly adminUserIds: readonly number[];
  readonly token: string;
  /** The newer one while two are in use. */
  readonly webhookSecret: string;
}

/**
 * Reads from AWS what the set-up needs, and nothing else: the stage's settings are those of the deployed function.
 *
 * @throws {NotReadyError} The bot is not deployed, or a secret is not set.
 * @throws What the clients throw: no credentials, no region, a missing grant. Not retryable.
 */
export async function findDeployedBot(
  stage: string,
  { lambda, ssm }: { readonly lambda: LambdaClient; readonly ssm: SSMClient },
): Promise<DeployedBot> {
  const FunctionName = resourceName(stage, 'bot');
  const { Environment } = await orNotDeployed(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    `There is no function ${FunctionName}`,
  );
  const { FunctionUrl: functionUrl = '' } = await orNotDeployed(
    lambda.send(new GetFunctionUrlConfigCommand({ FunctionName })),
    `The function ${FunctionName} has no URL`,
  );
  const variables = Environment?.Variables ?? {};
  const secrets = await readSecrets(stage, ssm);
  return {
    functionUrl,
    telegramApiRoot: variables['TELEGRAM_API_ROOT'] ?? '',
    botId: Number(variables['BOT_ID']),
    username: variables['BOT_USERNAME'] ?? '',
    adminUserIds: (variables['ADMIN_USER_IDS'] ?? '').split(',').filter(Boolean).map(Number),
    ...secrets,
  };
}

async function orNotDeployed<Output>(sending: Promise<Output>, problem: string): Promise<Output> {
  try {
    return await sending;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new NotReadyError(`${problem} in this account and region. Deploy the bot, or choose another AWS_REGION.`);
  }
}

async function readSecrets(stage: string, ssm: SSMClient): Promise<Pick<DeployedBot, 'token' | 'webhookSecret'>> {
  const tokenName = parameterName(stage, secretParameters.botToken);
  const secretsName = parameterName(stage, secretParameters.webhookSecrets);
  const { Parameters = [] } = await ssm.send(
    new GetParametersCommand({ Names: [tokenName, secretsName], WithDecryption: true }),
  );
  const valueOf = (name: string): string => {
    const value = Parameters.find(({ Name }) => Name === name)?.Value?.trim() ?? '';
    if (value !== '' && value !== unsetSecret) return value;
    throw new NotReadyError(
      `The parameter ${name} is not set: aws ssm put-parameter --overwrite --type SecureString --name ${name} --value ...`,
    );
  };
  const [webhookSecret = ''] = valueOf(secretsName).split(',');
  return { token: valueOf(tokenName), webhookSecret: webhookSecret.trim() };
}
