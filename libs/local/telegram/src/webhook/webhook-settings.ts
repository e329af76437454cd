import { BotApiError, badRequest } from '../bot-api-error';

/** What setWebhook sets. An empty `url` means that there is no webhook. */
export interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string;
  /** 1 to 100. */
  readonly maxConnections: number;
  /** `undefined`: all types besides {@link typesOnRequest}. */
  readonly allowedUpdates: readonly string[] | undefined;
}

/** Types that come only when they are asked for. @see https://core.telegram.org/bots/api#setwebhook allowed_updates */
const typesOnRequest = ['chat_member', 'message_reaction', 'message_reaction_count'];

export const noWebhook: WebhookSettings = { url: '', secretToken: '', maxConnections: 40, allowedUpdates: undefined };

/** Every type that Telegram sends. @see https://core.telegram.org/bots/api#update */
const updateTypes = [
  ...'message edited_message channel_post edited_channel_post inline_query chosen_inline_result'.split(' '),
  ...'callback_query shipping_query pre_checkout_query poll poll_answer my_chat_member chat_member'.split(' '),
  ...'chat_join_request chat_boost removed_chat_boost message_reaction message_reaction_count'.split(' '),
  ...'business_connection business_message edited_business_message deleted_business_messages'.split(' '),
  ...'purchased_paid_media managed_bot guest_message'.split(' '),
];

/**
 * Reads `allowed_updates`. Telegram is lenient: what is no list of texts changes nothing, unknown names are skipped, and
 * a list without any known name means the default set.
 *
 * @param before - The setting so far, which stays when nothing usable is given.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp get_allowed_update_types
 */
export function readAllowedUpdates(text: string, before: readonly string[] | undefined): readonly string[] | undefined {
  const list = parseList(text);
  if (!list) return before;
  const known = updateTypes.filter((type) => list.includes(type));
  return known.length === 0 ? undefined : known;
}

function parseList(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || !list.every((type) => typeof type === 'string')) return undefined;
    return list.map((type) => type.toLowerCase());
  } catch {
    return undefined;
  }
}

export const isAllowed = ({ allowedUpdates }: WebhookSettings, updateType: string): boolean =>
  allowedUpdates ? allowedUpdates.includes(updateType) : !typesOnRequest.includes(updateType);

/**
 * Checks a webhook address by this server's own rule: plain http on this machine and nothing else, so that no test's
 * update can leave it. Telegram itself wants the opposite, https on a public address.
 *
 * @throws {BotApiError} 400.
 */
export function checkWebhookUrl(text: string): void {
  if (!URL.canParse(text)) throw badRequest('Invalid webhook URL specified');
  const { protocol, hostname } = new URL(text);
  if (protocol === 'http:' && isLoopback(hostname)) return;
  throw new BotApiError(
    400,
    `Bad Request: bad webhook: the local Bot API server pushes to http addresses on loopback only, got ${protocol}//${hostname}`,
  );
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** @throws {BotApiError} 400. @see https://core.telegram.org/bots/api#setwebhook secret_token */
export function checkSecretToken(secretToken: string): void {
  if (secretToken.length > 256) throw badRequest('Secret token is too long');
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('Secret token contains unallowed characters');
}
