import { type CallParameters, isJsonObject } from '../call-parameters';
import { badRequest, notEmulated } from '../refusals';
import { type Method } from '../telegram-state';
import { type BotCommand } from '../what-people-see';

/** Privacy mode is on, as new bots have it. @see https://core.telegram.org/bots/api#getme */
export const getMe: Method = (_parameters, { bot }) => ({
  ...bot,
  ...{ is_bot: true, can_join_groups: true, can_read_all_group_messages: false },
});

/** @see https://core.telegram.org/bots/api#setmycommands and #botcommand */
const limits = { commands: 100, nameLength: 32, descriptionLength: 256 };

/** Replaces one list. Unverified: the texts for too many commands and for unallowed characters. */
export const setMyCommands: Method = (parameters, { commandLists }) => {
  const given = parameters.json('commands', 'commands') ?? [];
  if (!Array.isArray(given)) throw badRequest('Expected an Array of BotCommand');
  if (given.length > limits.commands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  commandLists.set(commandListKey(parameters), given.map(readCommand));
  return true;
};

/** The commands of a wider scope show again. @see https://core.telegram.org/bots/api#deletemycommands */
export const deleteMyCommands: Method = (parameters, { commandLists }) => {
  commandLists.delete(commandListKey(parameters));
  return true;
};

/** @see https://core.telegram.org/bots/api#getmycommands */
export const getMyCommands: Method = (parameters, { commandLists }) =>
  commandLists.get(commandListKey(parameters)) ?? [];

/** @see https://github.com/tdlib/td/blob/master/td/telegram/BotCommand.cpp set_commands */
function readCommand(entry: unknown): BotCommand {
  if (!isJsonObject(entry)) throw badRequest("Can't parse BotCommand: expected an Object");
  const command = String(entry['command'] ?? '')
    .trim()
    .replace(/^\//, '');
  const description = String(entry['description'] ?? '');
  if (command === '') throw badRequest('Command must be non-empty');
  if (command.length > limits.nameLength) throw badRequest('Command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '') throw badRequest('Command description must be non-empty');
  if (description.length > limits.descriptionLength) {
    throw badRequest('Command description length must not exceed 256');
  }
  return { command, description: description.trim() };
}

/** Scopes of more than one chat, narrowest last. @see https://core.telegram.org/bots/api#botcommandscope */
const wideScopes = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];

/** @returns The name of the list that a call is about. @throws {BotApiError} 400. */
function commandListKey(parameters: CallParameters): string {
  const languageCode = languageCodeOf(parameters);
  const scope = parameters.json('scope', 'BotCommandScope') ?? { type: 'default' };
  if (!isJsonObject(scope)) throw badRequest("Can't parse BotCommandScope: BotCommandScope must be an Object");
  const type = String(scope['type'] ?? '');
  if (wideScopes.includes(type)) return `${type} ${languageCode}`;
  if (type !== 'chat') throw notEmulated(`a BotCommandScope of the type ${type}`);
  const chatId = String(scope['chat_id'] ?? '');
  if (chatId === '') throw badRequest("Can't parse BotCommandScope: Empty chat_id specified");
  return `chat ${chatId} ${languageCode}`;
}

/** @returns Two letters, or empty for all other languages. @throws {BotApiError} 400. */
function languageCodeOf(parameters: CallParameters): string {
  const languageCode = parameters.text('language_code');
  if (!/^([a-z]{2})?$/.test(languageCode)) throw badRequest('Invalid language code specified');
  return languageCode;
}

/** An empty text removes it. Unverified: the error of a text that is too long. */
const setText =
  (field: string, maxCharacters: number): Method =>
  (parameters, { botTexts }) => {
    const languageCode = languageCodeOf(parameters);
    const text = parameters.text(field).trim();
    if ([...text].length > maxCharacters) throw badRequest(`the ${field.replace('_', ' ')} is too long`);
    if (text === '') botTexts.delete(`${field} ${languageCode}`);
    else botTexts.set(`${field} ${languageCode}`, text);
    return true;
  };

/** A language without its own text has the default one. */
const getText =
  (field: string): Method =>
  (parameters, { botTexts }) => {
    const languageCode = languageCodeOf(parameters);
    return { [field]: botTexts.get(`${field} ${languageCode}`) ?? botTexts.get(`${field} `) ?? '' };
  };

/** @see https://core.telegram.org/bots/api#setmydescription */
export const setMyDescription = setText('description', 512);
export const getMyDescription = getText('description');

/** @see https://core.telegram.org/bots/api#setmyshortdescription */
export const setMyShortDescription = setText('short_description', 120);
export const getMyShortDescription = getText('short_description');
