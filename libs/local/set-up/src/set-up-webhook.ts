import { type CallBotApi } from './create-call-bot-api';

/** The kinds of update that the bot handles. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

export interface Webhook {
  /** The bot's function URL. */
  readonly url: string;
  /** What Telegram shall send along with every update. */
  readonly secretToken: string;
}

/** @see https://core.telegram.org/bots/api#webhookinfo */
interface WebhookInfo {
  readonly url?: string;
  readonly allowed_updates?: readonly string[];
  readonly max_connections?: number;
  readonly last_error_message?: string;
}

export interface WebhookResult {
  /** In words, without the secret: empty when nothing was changed that Telegram tells. */
  readonly changes: readonly string[];
  /** What Telegram last complained about, undefined when nothing. */
  readonly lastError: string | undefined;
}

/**
 * Makes Telegram send the bot's updates to its function. Updates that wait are kept, and the number of connections that
 * was set stays.
 *
 * The secret is set every time: Telegram does not tell which one it has.
 *
 * @param isDryRun - Reads and changes nothing.
 * @throws What `call` throws; nothing is set then, and running it again is harmless.
 */
export async function setUpWebhook(webhook: Webhook, call: CallBotApi, isDryRun: boolean): Promise<WebhookResult> {
  const info = (await call('getWebhookInfo')) as WebhookInfo;
  const earlier = info.allowed_updates ?? [];
  const changes = [
    ...(info.url === webhook.url ? [] : [`sends updates to ${webhook.url} (before: ${info.url || 'nowhere'})`]),
    ...(sameNames(earlier, allowedUpdates)
      ? []
      : [`sends ${allowedUpdates.join(', ')} (before: ${earlier.join(', ') || 'the default'})`]),
  ];
  if (!isDryRun) {
    await call('setWebhook', {
      url: webhook.url,
      secret_token: webhook.secretToken,
      allowed_updates: allowedUpdates,
      ...(info.max_connections === undefined ? {} : { max_connections: info.max_connections }),
    });
  }
  return { changes, lastError: info.last_error_message };
}

const sameNames = (left: readonly string[], right: readonly string[]): boolean =>
  [...left].sort().join() === [...right].sort().join();
