import { type Chat } from '../chats';
import { type BotUser } from '../telegram-types';
import { type Unseen } from './what-people-see';

/**
 * Privacy mode: of what people say in a group, a bot hears commands that are for it and replies to its messages. Of
 * commands without a name Telegram tells the bot that wrote last; here there is no other. An administrator hears all.
 *
 * @returns undefined when the bot hears it.
 * @see https://core.telegram.org/bots/features#privacy-mode
 */
export function whyUnseen({
  chat,
  text,
  repliedFrom,
  bot,
}: {
  readonly chat: Chat;
  readonly text: string;
  readonly repliedFrom: 'bot' | 'person' | undefined;
  readonly bot: BotUser;
}): Unseen | undefined {
  if (chat.type === 'private') return undefined;
  if (chat.state === 'left' || chat.state === 'kicked') return 'not-member';
  if (chat.type === 'channel' || chat.isBotAdmin) return undefined;
  return repliedFrom === 'bot' || isCommandFor(bot, text) ? undefined : 'privacy';
}

function isCommandFor({ username }: BotUser, text: string): boolean {
  const command = /^\/\w{1,64}(?:@(\w{3,32}))?(?!\w)/.exec(text);
  if (!command) return false;
  return command[1] === undefined || command[1].toLowerCase() === username.toLowerCase();
}
