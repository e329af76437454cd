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
  const languageCode = checkLanguageCode(parameters);
  return `${scopeKey(parameters.json('scope', 'BotCommandScope'))} ${languageCode}`;
}

/** @returns Two letters, or empty for everybody else. @throws {BotApiError} 400. */
export function checkLanguageCode(parameters: CallParameters): string {
  const languageCode = parameters.text('language_code');
  if (!/^([a-z]{2})?$/.test(languageCode)) throw badRequest('Invalid language code specified');
  return languageCode;
}

function scopeKey(scope: unknown): string {
  if (scope === undefined) return 'default';
  const refuse = (problem: string) => badRequest(`Can't parse BotCommandScope: ${problem}`);
  if (!isJsonObject(scope)) throw refuse('BotCommandScope must be an Object');
  const type = String(scope['type'] ?? '');
  if (plainScopes.includes(type)) return type;
  if (!chatScopes.includes(type)) throw refuse('Unsupported type specified');
  const chatId = String(scope['chat_id'] ?? '');
  if (chatId === '') throw refuse('Empty chat_id specified');
  if (type !== 'chat_member') return `${type} ${chatId} `;
  const userId = asInteger(Number(String(scope['user_id'] ?? ''))) ?? 0;
  if (userId <= 0) throw refuse('Invalid user_id specified');
  return `${type} ${chatId} ${userId}`;
}
