import { type Command, unknownCommand } from '../user-request';
import { type Message } from './read-update';

/**
 * Tells whether the bot answers a message: what it leaves alone is no request, and nothing of it is counted or kept.
 *
 * In a private chat it answers every message. In any other chat people talk to each other, and the bot may see all of it
 * (as an administrator, or with privacy mode off). There it answers a command that names it, and one that it has and that
 * names no bot. It leaves alone a command that it does not have, which is another bot's in most groups, and every message
 * without a command, also a mention or a reply: people mention a bot when they talk about it, and answers are noise.
 *
 * In the direct messages of a channel people write to the channel. The bot sees them where it is an administrator, and its
 * answer would be the channel's; Telegram refuses one that does not name the person's topic.
 *
 * @param command - What the message's text starts with.
 * @see https://core.telegram.org/bots/features#privacy-mode
 * @see https://core.telegram.org/bots/api#chat `is_direct_messages`
 */
export function isAddressed({ chat }: Pick<Message, 'chat'>, command: Command | undefined): boolean {
  if (chat.type === 'private') return true;
  if (!command || chat.is_direct_messages) return false;
  return command.addressee === 'us' || (command.addressee === 'any-bot' && command.name !== unknownCommand);
}
