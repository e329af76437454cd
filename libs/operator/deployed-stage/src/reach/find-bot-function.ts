import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { resourceName } from '@pulso/contracts/envelope';

import { orNotDeployed } from './errors';

/** What is deployed of a stage's bot, without its secrets. */
export interface BotFunction {
  readonly functionUrl: string;
  readonly telegramApiRoot: string;
  readonly botId: number;
  /** Without `@`. */
  readonly username: string;
  readonly adminUserIds: readonly number[];
  /** How many calls the function takes at once; undefined: as many as the account has left. */
  readonly reservedConcurrency: number | undefined;
}

/**
 * Reads the settings of a stage's bot from its deployed function: what the repository says may not be deployed yet.
 *
 * @param lambda - Credentials need GetFunctionConfiguration, GetFunctionUrlConfig and GetFunctionConcurrency.
 * @throws {NotDeployedError} The bot is not deployed. Retryable once it is.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function findBotFunction(stage: string, lambda: LambdaClient): Promise<BotFunction> {
  const FunctionName = resourceName(stage, 'bot');
  const remedy = 'Deploy the bot';
  const { Environment } = await orNotDeployed(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    `There is no function ${FunctionName}`,
    remedy,
  );
  const { FunctionUrl: functionUrl = '' } = await orNotDeployed(
    lambda.send(new GetFunctionUrlConfigCommand({ FunctionName })),
    `The function ${FunctionName} has no URL`,
    remedy,
  );
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  const variables = Environment?.Variables ?? {};
  return {
    functionUrl,
    telegramApiRoot: variables['TELEGRAM_API_ROOT'] ?? '',
    botId: Number(variables['BOT_ID']),
    username: variables['BOT_USERNAME'] ?? '',
    adminUserIds: (variables['ADMIN_USER_IDS'] ?? '').split(',').filter(Boolean).map(Number),
    reservedConcurrency: ReservedConcurrentExecutions,
  };
}
