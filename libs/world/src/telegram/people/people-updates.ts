import { type BotStatus, type Chat, botMemberJson, botStatusOf, chatJson } from '../chats';
import { type ConversationMessage } from '../conversation';
import { findEntities } from '../formatting/find-entities';
import { repliedMessageJson } from '../message-json';
import { type BotUser, type TelegramState } from '../telegram-state';
import { type Happened } from '../what-people-see';
import { PeopleError } from './cast';

/** @see https://core.telegram.org/bots/api#user */
export const userJson = ({ id, firstName = '', languageCode = 'en' }: Chat) => ({
  id,
  is_bot: false,
  first_name: firstName,
  language_code: languageCode,
});

/** Who does something, and when: epoch seconds. */
interface Doing {
  readonly person: Chat;
  readonly date: number;
}

/** Tells the bot its new status in a chat. */
export const membershipChange = (chat: Chat, after: BotStatus, bot: BotUser, { person, date }: Doing) => ({
  my_chat_member: {
    chat: chatJson(chat),
    from: userJson(person),
    date,
    old_chat_member: botMemberJson(bot, botStatusOf(chat)),
    new_chat_member: botMemberJson(bot, after),
  },
});

/** What a person says, and where. */
interface Spoken extends Doing {
  readonly chat: Chat;
  readonly messageId: number;
  readonly text: string;
  readonly replied: ConversationMessage | undefined;
}

/**
 * Makes the message of what a person says, as the Bot API shows it. Posts in a channel are the channel's own.
 *
 * @throws {PeopleError} The text is empty or too long.
 */
export function spokenMessage({ chat, messageId, text, replied, person, date }: Spoken, state: TelegramState) {
  if (text.trim() === '') throw new PeopleError('Nothing was said.');
  if ([...text].length > 4096) throw new PeopleError('Telegram takes no text above 4096 characters.');
  const topicId = replied?.topicId;
  const entities = findEntities(text);
  const message = {
    message_id: messageId,
    ...(chat.type === 'channel' ? { sender_chat: chatJson(chat) } : { from: userJson(person) }),
    chat: chatJson(chat),
    date,
    ...(topicId !== undefined && { message_thread_id: topicId, is_topic_message: true }),
    ...(replied && { reply_to_message: repliedMessageJson(replied, state) }),
    text,
    ...(entities.length > 0 && { entities }),
  };
  return chat.type === 'channel' ? { channel_post: message } : { message };
}

/**
 * Privacy mode: in a group, a bot sees only commands for it and replies to its messages. Telegram sends commands
 * without a name to the bot that wrote last; here there is only one. An administrator sees all.
 *
 * @returns undefined when the bot hears it.
 * @see https://core.telegram.org/bots/features#privacy-mode
 */
export function whyUnseen({ chat, text, replied }: Spoken, { username }: BotUser): Happened['unseen'] {
  if (chat.type === 'private') return undefined;
  if (chat.state === 'left' || chat.state === 'kicked') return 'not-member';
  if (chat.type === 'channel' || chat.isBotAdmin || replied?.from === 'bot') return undefined;
  const command = /^\/\w{1,64}(?:@(?<bot>\w{3,32}))?(?!\w)/.exec(text);
  if (!command) return 'privacy';
  const { bot = username } = command.groups ?? {};
  return bot.toLowerCase() === username.toLowerCase() ? undefined : 'privacy';
}
