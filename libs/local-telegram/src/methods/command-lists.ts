import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { asInteger, isJsonObject } from '../telegram-types';

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** One list of commands per scope and language. */
export type CommandLists = Map<string, readonly BotCommand[]>;

const plainScopes = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
const chatScopes = ['chat', 'chat_administrators', 'chat_member'];

/**
 * Names the list that a call is about.
 *
 * @throws {BotApiError} 400. @see https://core.telegram.org/bots/api#botcommandscope
 */
export function commandListKey(parameters: CallParameters): string {
  const languageCode = parameters.text('language_code');
  if (!/^([a-z]{2})?$/.test(languageCode)) throw badRequest('Invalid language code specified');
  return `${scopeKey(parameters.json('scope', 'BotCommandScope'))} ${languageCode}`;
}

function scopeKey(scope: unknown): string {
  if (scope === undefined) return 'default';
  if (!isJsonObject(scope)) throw badRequest("Can't parse BotCommandScope: BotCommandScope must be an Object");
  const type = String(scope['type'] ?? '');
  if (plainScopes.includes(type)) return type;
  if (!chatScopes.includes(type)) throw badRequest("Can't parse BotCommandScope: unsupported type specified");
  const chatId = scope['chat_id'];
  if (typeof chatId !== 'number' && typeof chatId !== 'string') {
    throw badRequest("Can't parse BotCommandScope: Empty chat_id specified");
  }
  return `${type} ${chatId} ${asInteger(scope['user_id']) ?? ''}`;
}
