import { type CallBotApi } from './create-call-bot-api';

/** The kinds of update that the bot handles. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;
const standardMaxConnections = 40;

export interface Webhook {
  /** The bot's function URL. */
  readonly url: string;
  /** What Telegram shall send along with every update. */
  readonly secretToken: string;
  /** How many updates Telegram sends at once, 1 to 100. */
  readonly maxConnections: number;
}

/** @see https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookInfo {
  /** Empty: there is none. */
  readonly url: string;
  readonly allowed_updates?: readonly string[];
  readonly max_connections?: number;
  readonly pending_update_count: number;
  /** Epoch seconds. */
  readonly last_error_date?: number;
  readonly last_error_message?: string;
}

/** Something that Telegram has otherwise than it should. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * How many updates Telegram should send at once: what the function is allowed to handle at once, since Lambda answers the
 * others with 429, and Telegram waits ever longer before it sends those again.
 *
 * @param reservedConcurrency - The function's. undefined: it takes part in the account's, and Telegram's standard is kept.
 * @returns 1 to 100. A function with a reserved concurrency of 0 is switched off, and Telegram takes nothing below 1.
 */
export const maxConnectionsFor = (reservedConcurrency: number | undefined): number =>
  Math.min(Math.max(reservedConcurrency ?? standardMaxConnections, 1), maxConnectionsLimit);

/** @throws What `call` throws. */
export const readWebhook = async (call: CallBotApi): Promise<WebhookInfo> =>
  (await call('getWebhookInfo')) as WebhookInfo;

/** Compares what Telegram tells of the webhook with what it should be; it does not tell the secret. */
export function webhookDifferences({ url, maxConnections }: Webhook, info: WebhookInfo): readonly Difference[] {
  const kinds = info.allowed_updates ?? [];
  const rows: readonly Difference[] = [
    { what: 'webhook address', expected: url, found: info.url || 'nowhere' },
    {
      what: 'webhook kinds of update',
      expected: allowedUpdates.toSorted().join(', '),
      found: kinds.toSorted().join(', ') || "Telegram's standard",
    },
    {
      what: 'webhook connections at once',
      expected: String(maxConnections),
      found: String(info.max_connections ?? standardMaxConnections),
    },
  ];
  return rows.filter(({ expected, found }) => expected !== found);
}

/**
 * Makes Telegram send the bot's updates to its function. Updates that wait are kept.
 *
 * It is set even where nothing differs: Telegram does not tell which secret it has.
 *
 * @throws What `call` throws. Telegram gives up the old webhook before it looks at the new one.
 */
export async function setUpWebhook({ url, secretToken, maxConnections }: Webhook, call: CallBotApi): Promise<void> {
  await call('setWebhook', {
    url,
    secret_token: secretToken,
    max_connections: maxConnections,
    allowed_updates: allowedUpdates,
  });
}

/** Makes Telegram keep the bot's updates, for a day, until there is a webhook again. @throws What `call` throws. */
export async function removeWebhook(call: CallBotApi): Promise<void> {
  await call('deleteWebhook');
}
