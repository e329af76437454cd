import { type Environment, httpsOrLoopbackUrl, readEnvironment, text, wholeNumber } from '@pulso/kit/runtime';

export interface BotConfig {
  readonly usersTableName: string;
  readonly botTokenParameter: string;
  readonly webhookSecretsParameter: string;
  readonly pseudonymKeyParameter: string;
  /** Of the secrets that the team's own commands read. */
  readonly commandSecretParameters: readonly string[];
  readonly dispatcherFunctionName: string;
  /** Of the metrics in usage records. */
  readonly metricNamespace: string;
  readonly telegramApiRoot: string;
  readonly botId: number;
  /** Without `@`. */
  readonly botUsername: string;
  readonly botFirstName: string;
  /** Who may ask for a report. */
  readonly adminUserIds: ReadonlySet<number>;
  /** How long the function's log is kept: people are told. */
  readonly logRetentionDays: number;
  /** Of the stage, an IANA name. */
  readonly timeZone: string;
}

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing, malformed or must not be set. Not retryable.
 */
export const parseConfig = (environment: Environment): BotConfig =>
  readEnvironment<BotConfig>(
    environment,
    {
      usersTableName: { variable: 'USERS_TABLE_NAME', parse: text },
      botTokenParameter: { variable: 'BOT_TOKEN_PARAMETER', parse: text },
      webhookSecretsParameter: { variable: 'WEBHOOK_SECRETS_PARAMETER', parse: text },
      pseudonymKeyParameter: { variable: 'PSEUDONYM_KEY_PARAMETER', parse: text },
      commandSecretParameters: { variable: 'COMMAND_SECRET_PARAMETERS', parse: parameterNames, fallback: [] },
      dispatcherFunctionName: { variable: 'DISPATCHER_FUNCTION_NAME', parse: text },
      metricNamespace: { variable: 'METRIC_NAMESPACE', parse: text },
      telegramApiRoot: { variable: 'TELEGRAM_API_ROOT', parse: httpsOrLoopbackUrl },
      botId: { variable: 'BOT_ID', parse: wholeNumber(1) },
      botUsername: { variable: 'BOT_USERNAME', parse: username },
      botFirstName: { variable: 'BOT_FIRST_NAME', parse: text, fallback: 'Pulso' },
      adminUserIds: { variable: 'ADMIN_USER_IDS', parse: userIds, fallback: new Set<number>() },
      logRetentionDays: { variable: 'LOG_RETENTION_DAYS', parse: wholeNumber(1) },
      timeZone: { variable: 'TIME_ZONE', parse: text, fallback: 'UTC' },
    },
    // Telegraf's debug output quotes updates and secrets.
    environment['DEBUG'] ? ['DEBUG must not be set'] : [],
  );

function username(value: string): string {
  if (/^\w{3,32}$/.test(value)) return value;
  throw new Error(`must be a username without @, got "${value}"`);
}

function parameterNames(value: string): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.every((name) => /^\/[\w./-]+$/.test(name))) return names;
  throw new Error('must be names of parameters separated by commas');
}

function userIds(value: string): ReadonlySet<number> {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.every((part) => /^[1-9]\d{0,15}$/.test(part))) return new Set(parts.map(Number));
  throw new Error('must be user ids separated by commas');
}
