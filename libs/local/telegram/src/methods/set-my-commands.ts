import { badRequest } from '../bot-api-error';
import { isJsonObject } from '../telegram-types';
import { type BotCommand, commandListKey } from './command-lists';
import { type Method } from './method';

/** @see https://core.telegram.org/bots/api#setmycommands and #botcommand */
const limits = { commands: 100, nameLength: 32, descriptionLength: 256 };

/** Replaces one list. Unverified: the texts for too many commands and for unallowed characters. */
export const setMyCommands: Method = (parameters, { commandLists }) => {
  const given = parameters.json('commands', 'commands') ?? [];
  if (!Array.isArray(given)) throw badRequest('Expected an Array of BotCommand');
  if (given.length > limits.commands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  commandLists.set(commandListKey(parameters), given.map(readCommand));
  return { result: true };
};

/** What was set for a wider scope shows again. @see https://core.telegram.org/bots/api#deletemycommands */
export const deleteMyCommands: Method = (parameters, { commandLists }) => {
  commandLists.delete(commandListKey(parameters));
  return { result: true };
};

/** @see https://core.telegram.org/bots/api#getmycommands */
export const getMyCommands: Method = (parameters, { commandLists }) => ({
  result: commandLists.get(commandListKey(parameters)) ?? [],
});

/** @see https://github.com/tdlib/td/blob/master/td/telegram/BotCommand.cpp set_commands */
function readCommand(entry: unknown): BotCommand {
  const refuse = (problem: string) => badRequest(`Can't parse BotCommand: ${problem}`);
  if (!isJsonObject(entry)) throw refuse('expected an Object');
  const name = String(entry['command'] ?? '');
  const description = String(entry['description'] ?? '');
  const command = name.trim().replace(/^\//, '');
  if (command === '') throw badRequest('Command must be non-empty');
  if (command.length > limits.nameLength) throw badRequest('Command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '') throw badRequest('Command description must be non-empty');
  if (description.length > limits.descriptionLength) {
    throw badRequest('Command description length must not exceed 256');
  }
  return { command, description: description.trim() };
}
