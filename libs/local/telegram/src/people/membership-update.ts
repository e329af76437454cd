import { type Chat, chatJson } from '../chats';
import { type BotUser } from '../telegram-types';

/** What the bot is in a chat, by the Bot API's words. @see https://core.telegram.org/bots/api#chatmember */
export type BotStatus = 'member' | 'administrator' | 'left' | 'kicked';

/** @returns What the bot is in a chat now. */
export function botStatusOf({ type, state, isBotAdmin }: Chat): BotStatus {
  if (state === 'member' || state === 'read-only') return type === 'channel' || isBotAdmin ? 'administrator' : 'member';
  return type === 'private' || state === 'kicked' ? 'kicked' : 'left';
}

/** @returns What the bot is once a person has let it in. */
export const statusOfMember = ({ type }: Chat): BotStatus => (type === 'channel' ? 'administrator' : 'member');

/**
 * Tells the bot that it is something else in a chat.
 *
 * @param from - Who has changed it.
 * @param date - Epoch seconds.
 */
export const membershipChange = (
  chat: Chat,
  { before, after }: { readonly before: BotStatus; readonly after: BotStatus },
  { bot, from, date }: { readonly bot: BotUser; readonly from: object; readonly date: number },
) => {
  const user = { ...bot, is_bot: true };
  return {
    my_chat_member: {
      chat: chatJson(chat),
      from,
      date,
      old_chat_member: { user, ...rightsOf(before) },
      new_chat_member: { user, ...rightsOf(after) },
    },
  };
};

const rightsOf = (status: BotStatus) => ({
  status,
  ...(status === 'kicked' && { until_date: 0 }),
  ...(status === 'administrator' && { can_be_edited: false, can_post_messages: true, can_edit_messages: true }),
});
