import { type CallParameters } from '../call-parameters';
import { badRequest, notEmulated } from '../refusals';
import { type Method } from '../telegram-state';
import { noWebhook } from '../webhook/webhook';

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;

/**
 * An empty `url` removes the webhook. So does a refused one: the old webhook is closed before the new one is checked.
 *
 * @see https://core.telegram.org/bots/api#setwebhook
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp process_set_webhook_query
 */
export const setWebhook: Method = (parameters, state) => {
  const url = parameters.text('url');
  if (url === '') return deleteWebhook(parameters, state);
  const secretToken = parameters.text('secret_token');
  const { webhook } = state;
  const before = webhook.status();
  const asked =
    parameters.text('max_connections') === '' ? noWebhook.maxConnections : parameters.integer('max_connections');
  const maxConnections = Math.min(Math.max(asked, 1), maxConnectionsLimit);
  const allowedUpdates = readAllowedUpdates(parameters, before.allowedUpdates);
  webhook.set({ ...noWebhook, allowedUpdates: before.allowedUpdates });
  checkUrl(url);
  if (secretToken.length > 256) throw badRequest('Secret token is too long');
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('Secret token contains unallowed characters');
  webhook.set({ url, secretToken, maxConnections, allowedUpdates });
  return true;
};

/** Updates wait for the next webhook. @see https://core.telegram.org/bots/api#deletewebhook */
export const deleteWebhook: Method = (_parameters, { webhook }) => {
  webhook.set({ ...noWebhook, allowedUpdates: webhook.status().allowedUpdates });
  return true;
};

/** The secret is not shown, as in Telegram. @see https://core.telegram.org/bots/api#getwebhookinfo */
export const getWebhookInfo: Method = (_parameters, { webhook }) => {
  const { url, maxConnections, allowedUpdates, pendingUpdateCount, lastError } = webhook.status();
  return {
    url,
    has_custom_certificate: false,
    pending_update_count: pendingUpdateCount,
    ...(lastError && { last_error_date: lastError.date, last_error_message: lastError.message }),
    ...(url !== '' && { max_connections: maxConnections, ip_address: '127.0.0.1' }),
    ...(allowedUpdates && { allowed_updates: allowedUpdates }),
  };
};

/**
 * An empty list means Telegram's default set, which includes all updates here.
 *
 * @param before - The previous setting, which stays if none is given.
 */
function readAllowedUpdates(parameters: CallParameters, before: readonly string[] | undefined) {
  const list = parameters.json('allowed_updates', 'allowed updates') ?? before;
  if (list === undefined) return undefined;
  if (!isListOfTexts(list)) throw notEmulated('a setting of allowed_updates that is no list of texts');
  return list.length === 0 ? undefined : list;
}

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

/**
 * Checks a webhook address by this server's own rule: only plain http on this machine, so that no test's update can
 * leave it. Telegram itself wants the opposite, https on a public address.
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
