import { type Environment, httpsOrLoopbackUrl, readEnvironment, text } from '@pulso/configuration';

export interface NotifierConfig {
  readonly deliveriesTableName: string;
  readonly reportUpdatesQueueUrl: string;
  readonly botTokenParameter: string;
  readonly telegramApiRoot: string;
}

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing or malformed. Not retryable.
 */
export const parseConfig = (environment: Environment): NotifierConfig =>
  readEnvironment<NotifierConfig>(environment, {
    deliveriesTableName: { variable: 'DELIVERIES_TABLE_NAME', parse: text },
    reportUpdatesQueueUrl: { variable: 'REPORT_UPDATES_QUEUE_URL', parse: text },
    botTokenParameter: { variable: 'BOT_TOKEN_PARAMETER', parse: text },
    telegramApiRoot: { variable: 'TELEGRAM_API_ROOT', parse: httpsOrLoopbackUrl },
  });
