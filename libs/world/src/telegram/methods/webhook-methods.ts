import { type CallParameters } from '../call-parameters';
import { badRequest } from '../refusals';
import { type Method, type MethodResult, type TelegramState } from '../telegram-state';
import { noWebhook } from '../webhook/webhook';

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;

/**
 * An empty `url` removes the webhook. So does one that is refused: the old webhook is closed, and updates are dropped if
 * asked for, before the new one is looked at.
 *
 * @see https://core.telegram.org/bots/api#setwebhook
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp process_set_webhook_query
 */
export const setWebhook: Method = (parameters, state) => {
  const url = parameters.text('url');
  if (url === '') return removeWebhook(parameters, state);
  const secretToken = parameters.text('secret_token');
  const { webhook, floodControl } = state;
  floodControl.admitWebhook();
  const before = webhook.status();
  const allowedUpdates = readAllowedUpdates(parameters.text('allowed_updates'), before.allowedUpdates);
  const dropPending = parameters.flag('drop_pending_updates');
  const asked =
    parameters.text('max_connections') === '' ? noWebhook.maxConnections : parameters.integer('max_connections');
  const maxConnections = Math.min(Math.max(asked, 1), maxConnectionsLimit);
  const isSame = before.url === url && before.secretToken === secretToken && before.maxConnections === maxConnections;
  if (isSame && !dropPending) {
    webhook.allow(allowedUpdates);
    return { result: true, description: 'Webhook is already set' };
  }

  webhook.set({ ...noWebhook, allowedUpdates: before.allowedUpdates });
  if (dropPending) webhook.dropPending();
  checkUrl(url);
  if (secretToken.length > 256) throw badRequest('Secret token is too long');
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('Secret token contains unallowed characters');
  webhook.set({ url, secretToken, maxConnections, allowedUpdates });
  return { result: true, description: 'Webhook was set' };
};

/** Updates wait for the next webhook unless they are dropped. @see https://core.telegram.org/bots/api#deletewebhook */
export const deleteWebhook: Method = (parameters, state) => removeWebhook(parameters, state);

function removeWebhook(parameters: CallParameters, { webhook }: TelegramState): MethodResult {
  if (parameters.flag('drop_pending_updates')) webhook.dropPending();
  const { url, allowedUpdates } = webhook.status();
  webhook.set({ ...noWebhook, allowedUpdates });
  return { result: true, description: url === '' ? 'Webhook is already deleted' : 'Webhook was deleted' };
}

/** The secret is not shown, as in Telegram. @see https://core.telegram.org/bots/api#getwebhookinfo */
export const getWebhookInfo: Method = (_parameters, { webhook }) => {
  const { url, maxConnections, allowedUpdates, pendingUpdateCount, lastError } = webhook.status();
  return {
    result: {
      url,
      has_custom_certificate: false,
      pending_update_count: pendingUpdateCount,
      ...(lastError && { last_error_date: lastError.date, last_error_message: lastError.message }),
      ...(url !== '' && { max_connections: maxConnections, ip_address: '127.0.0.1' }),
      ...(allowedUpdates && { allowed_updates: allowedUpdates }),
    },
  };
};

/**
 * Reads `allowed_updates`. Telegram is lenient: what is no list of texts changes nothing, and an empty list means the
 * default set.
 *
 * @param before - The setting so far, which stays when nothing usable is given.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp get_allowed_update_types
 */
function readAllowedUpdates(text: string, before: readonly string[] | undefined): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || !list.every((type) => typeof type === 'string')) return before;
    return list.length === 0 ? undefined : list.map((type) => type.toLowerCase());
  } catch {
    return before;
  }
}

/**
 * Checks a webhook address by this server's own rule: plain http on this machine and nothing else, so that no test's
 * update can leave it. Telegram itself wants the opposite, https on a public address.
 *
 * @throws {BotApiError} 400.
 */
function checkUrl(text: string): void {
  if (!URL.canParse(text)) throw badRequest('Invalid webhook URL specified');
  const { protocol, hostname } = new URL(text);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol === 'http:' && isLoopback) return;
  throw badRequest(
    `bad webhook: the local Bot API server pushes to http addresses on loopback only, got ${protocol}//${hostname}`,
  );
}
