import { NoWebhookSecretError } from '../errors';
import { type EqualInConstantTime } from '../ports';
import { type WebhookCall } from './webhook-call';

const secretHeader = 'x-telegram-bot-api-secret-token';
const usableSecret = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * Tells whether a call carries one of the webhook's secrets. Looks at nothing but the header.
 *
 * @param secretsText - One secret, or two separated by a comma while one replaces the other.
 * @throws {NoWebhookSecretError} There is nothing to compare with.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function isFromTelegram(
  { headers }: WebhookCall,
  secretsText: string,
  equalInConstantTime: EqualInConstantTime,
): boolean {
  const secrets = secretsText
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => usableSecret.test(secret));
  if (secrets.length === 0) throw new NoWebhookSecretError();
  const given = headers[secretHeader] ?? '';
  // Every secret is compared, so that the duration does not tell which of them matched.
  return secrets.filter((secret) => equalInConstantTime(secret, given)).length > 0;
}
