import { type Chat } from '../chats';
import { type TelegramState } from '../telegram-state';
import { type BotCommand } from '../what-people-see';

/**
 * Finds the commands that Telegram's app offers to a person in a chat: the first scope that has some, by the language of
 * the person or for everybody.
 *
 * @returns Empty when the bot has set none that fit.
 * @see https://core.telegram.org/bots/api#determining-list-of-commands
 */
export function commandMenu(
  commandLists: TelegramState['commandLists'],
  person: Chat,
  chat: Chat,
): readonly BotCommand[] {
  // Telegram knows the language, not the country.
  const [languageCode = ''] = (person.languageCode ?? 'en').toLowerCase().split('-');
  const places = scopesOf(person, chat).flatMap((scope) => [`${scope} ${languageCode}`, `${scope} `]);
  return places.map((place) => commandLists.get(place) ?? []).find(({ length }) => length > 0) ?? [];
}

/** As `setMyCommands` keeps them, the narrowest first. A channel has no menu. */
function scopesOf(person: Chat, { id, type, ownerId }: Chat): readonly string[] {
  if (type === 'channel') return [];
  if (type === 'private') return [`chat ${id}`, 'all_private_chats', 'default'];
  const ofAdmin = ownerId === person.id ? ['all_chat_administrators'] : [];
  return [`chat ${id}`, ...ofAdmin, 'all_group_chats', 'default'];
}
