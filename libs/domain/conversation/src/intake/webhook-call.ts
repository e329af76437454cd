/**
 * What the bot needs of a call of its function URL. Structurally a part of Lambda's payload format 2.0, in which header
 * names are lower case.
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
 * The answer. Telegram takes any 2xx as delivered and everything else as "deliver again", for up to 24 hours; bodies are
 * always empty, because Telegram would carry out a method that it finds in one.
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
