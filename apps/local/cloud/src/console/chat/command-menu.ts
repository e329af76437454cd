import { type MenuCommand } from '@pulso/local/console-api';
import { type Chat } from '@pulso/local/telegram';

/** Gives the commands of one scope and language, none when they were not set. The empty language is for everybody. */
export type CommandsOf = (scope: string, languageCode: string) => readonly MenuCommand[];

/**
 * Finds the commands that Telegram's app offers to a person in a chat: the first scope that has some, by the language of
 * the person or for everybody.
 *
 * @returns Empty when the bot has set none that fit.
 * @see https://core.telegram.org/bots/api#determining-list-of-commands
 */
export function commandMenu(commandsOf: CommandsOf, person: Chat, chat: Chat): readonly MenuCommand[] {
  // Telegram knows the language, not the country.
  const [languageCode = ''] = (person.languageCode ?? 'en').toLowerCase().split('-');
  for (const scope of scopesOf(person, chat)) {
    for (const language of [languageCode, '']) {
      const commands = commandsOf(scope, language);
      if (commands.length > 0) return commands;
    }
  }
  return [];
}

/** As `setMyCommands` keeps them, the narrowest first. A channel has no menu. */
function scopesOf(person: Chat, { id, type, ownerId }: Chat): readonly string[] {
  if (type === 'channel') return [];
  if (type === 'private') return [`chat ${id} `, 'all_private_chats', 'default'];
  const isAdmin = ownerId === person.id;
  return [
    `chat_member ${id} ${person.id}`,
    ...(isAdmin ? [`chat_administrators ${id} `] : []),
    `chat ${id} `,
    ...(isAdmin ? ['all_chat_administrators'] : []),
    'all_group_chats',
    'default',
  ];
}
