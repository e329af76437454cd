import { isUnsubscribeAddress } from '@pulso/contracts/report-plan';
import { type Environment, httpsOrLoopbackUrl, readEnvironment, text } from '@pulso/kit/runtime';

export interface NotifierConfig {
  readonly deliveriesTableName: string;
  readonly reportUpdatesQueueUrl: string;
  readonly botTokenParameter: string;
  readonly telegramApiRoot: string;
  /** The start of a webhook's parameter name; the webhook's name follows it. */
  readonly webhookParameterPrefix: string;
  /** The bot's function, whose address the webhook should be. */
  readonly botFunctionName: string;
  /** Empty: this stage sends no mails. */
  readonly mailFrom: string;
  /** Empty: the identity's own. */
  readonly mailConfigurationSet: string;
  /** Empty: mails have no address for unsubscribing. */
  readonly mailUnsubscribe: string;
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
    webhookParameterPrefix: { variable: 'WEBHOOK_PARAMETER_PREFIX', parse: text },
    botFunctionName: { variable: 'BOT_FUNCTION_NAME', parse: text },
    mailFrom: { variable: 'MAIL_FROM', parse: text, fallback: '' },
    mailConfigurationSet: { variable: 'MAIL_CONFIGURATION_SET', parse: text, fallback: '' },
    mailUnsubscribe: { variable: 'MAIL_UNSUBSCRIBE', parse: unsubscribeAddress, fallback: '' },
  });

/** The value stands in a header of every mail. */
function unsubscribeAddress(value: string): string {
  if (isUnsubscribeAddress(value)) return value;
  throw new Error('must be an https or mailto address');
}
