import {
  botTimeoutSeconds,
  commandSecretParameter,
  metricNamespace,
  parameterName,
  secretParameters,
} from '@pulso/contracts/envelope';
import { dispatcherFunctionName } from '@pulso/contracts/run-requests';
import {
  PublicFunctionUrl,
  type PulsoApp,
  PulsoStack,
  SecretParameter,
  ServiceFunction,
  type ServiceStackProps,
  Table,
} from '@pulso/infra/constructs';
import { type StageSettings } from '@pulso/infra/stages';

import { watchBot } from './watch-bot';

/** The bundle that reads owners' questions, loaded by the first one. */
export const lazyFiles = ['ask.js'] as const;

/** Answers people and leaves one usage record per request. Owns the users and the secrets. */
export class BotStack extends PulsoStack {
  constructor(app: PulsoApp, props: ServiceStackProps) {
    super(app, 'bot', props);
    const users = new Table(this, 'users', { baseName: 'users' });
    const botToken = new SecretParameter(this, 'bot-token', secretParameters.botToken);
    const webhookSecrets = new SecretParameter(this, 'webhook-secrets', secretParameters.webhookSecrets);
    const pseudonymKey = new SecretParameter(this, 'pseudonym-key', secretParameters.pseudonymKey, {
      // With another key every person would be a new user.
      isData: true,
    });
    const commandSecrets = (props.settings.bot.commandSecrets ?? []).map(
      (name) => new SecretParameter(this, commandSecretParameter(name), commandSecretParameter(name)),
    );
    const bot = new ServiceFunction(this, 'bot', {
      baseName: 'bot',
      packageFolder: props.packageFolder,
      furtherFiles: lazyFiles,
      timeoutSeconds: botTimeoutSeconds,
      logIsData: true,
      reservedConcurrency: props.settings.bot.reservedConcurrency,
      environment: {
        USERS_TABLE_NAME: users.name,
        BOT_TOKEN_PARAMETER: botToken.name,
        WEBHOOK_SECRETS_PARAMETER: webhookSecrets.name,
        PSEUDONYM_KEY_PARAMETER: pseudonymKey.name,
        DISPATCHER_FUNCTION_NAME: this.nameOf(dispatcherFunctionName),
        ...stageVariables(props.settings),
      },
    });
    new PublicFunctionUrl(this, 'webhook', bot);

    bot.allow({
      sid: 'KnowUsers',
      // Deletes items of people who ask to be forgotten.
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [users.arn],
    });
    bot.allow({
      sid: 'ReadSecrets',
      // No kms:Decrypt: the parameters use the key aws/ssm, whose own policy lets the account's principals decrypt.
      actions: ['ssm:GetParameters'],
      resources: [botToken.arn, webhookSecrets.arn, pseudonymKey.arn, ...commandSecrets.map(({ arn }) => arn)],
    });
    bot.allow({
      sid: 'RequestRuns',
      actions: ['lambda:InvokeFunction'],
      resources: [this.functionArn(dispatcherFunctionName)],
    });
    watchBot(bot);
  }
}

function stageVariables({ stage, bot, timeZone, ...settings }: StageSettings): Record<string, string> {
  const { botInfo, adminUserIds, commandSecrets = [] } = bot;
  const parameters = commandSecrets.map((name) => parameterName(stage, commandSecretParameter(name)));
  return {
    METRIC_NAMESPACE: metricNamespace(stage),
    TELEGRAM_API_ROOT: settings.telegramApiRoot,
    BOT_ID: String(botInfo.id),
    BOT_USERNAME: botInfo.username,
    BOT_FIRST_NAME: botInfo.firstName,
    ADMIN_USER_IDS: adminUserIds.join(','),
    LOG_RETENTION_DAYS: String(settings.logRetentionDays),
    ...(timeZone === undefined ? {} : { TIME_ZONE: timeZone }),
    // Without secrets there is no variable.
    ...(commandSecrets.length === 0 ? {} : { COMMAND_SECRET_PARAMETERS: parameters.join(',') }),
  };
}
