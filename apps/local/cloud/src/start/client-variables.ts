import { type LocalCloud } from '../cloud/local-cloud';

/**
 * Names what other clients need to reach a local cloud: the AWS command line and SDKs, Telegram libraries, programs that
 * push updates, and those that use the console's API.
 *
 * @param consoleUrl - The console's address with its token.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export const clientVariables = (
  { settings, botApi, botToken, webhookUrl, webhookSecret }: LocalCloud,
  consoleUrl: string,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: settings.endpoint,
  AWS_REGION: settings.region,
  AWS_DEFAULT_REGION: settings.region,
  AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
  TELEGRAM_API_ROOT: botApi.url,
  TELEGRAM_BOT_TOKEN: botToken,
  WEBHOOK_URL: webhookUrl,
  WEBHOOK_SECRET: webhookSecret,
  LOCAL_CLOUD_CONSOLE: consoleUrl,
});
