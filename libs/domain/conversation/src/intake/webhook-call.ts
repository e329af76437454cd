import { NoWebhookSecretError } from '../errors';
import { type EqualInConstantTime } from '../ports';

/**
 * What the bot needs of a call of its function URL: a part of Lambda's payload format 2.0, with header names in lower case.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export interface WebhookCall {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
}

/**
 * The answer. Telegram takes any 2xx as delivered and everything else as "deliver again", for up to 24 hours. Bodies are
 * empty, because Telegram would carry out a method that it finds in one.
 *
 * @see https://core.telegram.org/bots/api#making-requests-when-getting-updates
 */
export interface WebhookAnswer {
  readonly statusCode: 200 | 401 | 405 | 503;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: '';
}

export const accepted: WebhookAnswer = { statusCode: 200, body: '' };
export const unauthorized: WebhookAnswer = { statusCode: 401, body: '' };
export const methodNotAllowed: WebhookAnswer = { statusCode: 405, headers: { allow: 'POST' }, body: '' };

/** @param afterMs - When Telegram should deliver again, ms; it clamps the value to an hour (unverified). */
export const deliverAgain = (afterMs?: number): WebhookAnswer => ({
  statusCode: 503,
  ...(afterMs === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(afterMs / 1000)) } }),
  body: '',
});

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
