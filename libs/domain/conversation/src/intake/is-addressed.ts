import { type BotIdentity } from '../ports';
import { type Command } from '../user-request';
import { type Entity, type Message } from './read-update';
import { isServiceMessage } from './service-message';

/**
 * Tells whether a message is meant for the bot.
 *
 * In a private chat every message is. In any other chat people talk to each other, and the bot may see all of it (as an
 * administrator, or with privacy mode off). There a message is meant for the bot if it starts with a command that names
 * no other bot, if it mentions the bot, or if it replies to one of the bot's messages. A command for another bot is for
 * that bot alone, also where it replies to this one or mentions it.
 *
 * In the direct messages of a channel people write to the channel. The bot sees them where it is an administrator, and its
 * answer would be the channel's; Telegram refuses one that does not name the person's topic.
 *
 * @param command - What the message's text starts with.
 * @see https://core.telegram.org/bots/features#privacy-mode
 * @see https://core.telegram.org/bots/api#chat `is_direct_messages`
 */
export function isAddressed(message: Message, command: Command | undefined, bot: BotIdentity): boolean {
  if (message.chat.type === 'private') return true;
  if (message.chat.is_direct_messages) return false;
  if (command) return command.addressee !== 'other-bot';
  const { text, entities, caption, caption_entities: captionEntities } = message;
  return mentions(bot, text, entities) || mentions(bot, caption, captionEntities) || repliesTo(bot, message);
}

/**
 * Only what Telegram marks counts: it knows where a name ends, and that an e-mail address is none.
 *
 * @param entities - Their offsets and lengths are in UTF-16 units, as those of strings are.
 */
const mentions = (bot: BotIdentity, text: string | undefined, entities: Message['entities']): boolean =>
  text !== undefined && (entities ?? []).some((entity) => entity !== undefined && namesBot(bot, text, entity));

/** `@name`, `/command@name` anywhere in the text, or a mention by id. */
function namesBot({ id, username }: BotIdentity, text: string, { type, offset, length, user }: Entity): boolean {
  if (type === 'text_mention') return user?.id === id;
  if (type !== 'mention' && type !== 'bot_command') return false;
  const name = `@${username}`.toLowerCase();
  const end = offset + length;
  return length >= name.length && text.slice(end - name.length, end).toLowerCase() === name;
}

/** In a forum, messages come as replies to the creation of their topic, which the bot may have made. */
const repliesTo = ({ id }: BotIdentity, { reply_to_message: repliedTo }: Message): boolean =>
  repliedTo?.from?.id === id && !isServiceMessage(repliedTo);
