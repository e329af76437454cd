import { type BotIdentity } from '../ports';
import { type CallbackRequest, type Command, type MessageRequest, type UserRequest, chatTypeOf } from '../user-request';
import { isAddressed } from './is-addressed';
import { languageCodeOf } from './language-code';
import { type MembershipChange, membershipChangeOf } from './membership-change';
import { parseCommand } from './parse-command';
import { type CallbackQuery, type Message, type Update, type User } from './read-update';
import { isServiceMessage } from './service-message';
import { startSourceOf } from './start-source';

export type ClassifiedUpdate =
  | { readonly type: 'request'; readonly request: UserRequest }
  | { readonly type: 'membership'; readonly change: MembershipChange }
  /** Handled by leaving it alone: no reply, no usage record, nothing kept about a person. */
  | {
      readonly type: 'no-request';
      readonly reason: 'other-update' | 'no-person' | 'service-message' | 'not-addressed';
    };

/**
 * Decides whether an update is a request: a message that the bot answers, or a button that a person has pressed.
 *
 * What people in a group say to each other is none, also where the bot can see it or is named.
 * Edited messages, channel posts and every kind of update that the bot does not know are none.
 * Neither is a message on behalf of a chat (an anonymous administrator, a linked channel): its `from` is a stand-in.
 *
 * @see https://core.telegram.org/bots/api#message, field `sender_chat`
 */
export function classifyUpdate(update: Update, bot: BotIdentity): ClassifiedUpdate {
  const { update_id: updateId, message, callback_query: query, my_chat_member: membership } = update;
  if (message) return classifyMessage(updateId, message, bot);
  const change = membership && membershipChangeOf(updateId, membership);
  if (change) return { type: 'membership', change };
  if (!query) return { type: 'no-request', reason: 'other-update' };
  if (query.from.is_bot) return { type: 'no-request', reason: 'no-person' };
  return { type: 'request', request: callbackRequestOf(updateId, query) };
}

function classifyMessage(updateId: number, message: Message, bot: BotIdentity): ClassifiedUpdate {
  const { from } = message;
  if (isServiceMessage(message)) return { type: 'no-request', reason: 'service-message' };
  if (!from || from.is_bot || message.sender_chat) return { type: 'no-request', reason: 'no-person' };
  const command = message.text === undefined ? undefined : parseCommand(message.text, bot.username);
  if (!isAddressed(message, command)) return { type: 'no-request', reason: 'not-addressed' };
  return { type: 'request', request: messageRequestOf(updateId, from, message, command) };
}

const messageRequestOf = (
  updateId: number,
  from: User,
  message: Message,
  command: Command | undefined,
): MessageRequest => ({
  updateType: 'message',
  updateId,
  ...personOf(from),
  ...kindOfChat(message.chat.type),
  chatId: message.chat.id,
  messageId: message.message_id,
  topicId: topicOf(message),
  dateSeconds: message.date,
  hasText: message.text !== undefined,
  mediaGroupId: message.media_group_id,
  command,
  source: command?.name === 'start' ? startSourceOf(command.argument) : undefined,
});

const callbackRequestOf = (updateId: number, { id, from, data, message }: CallbackQuery): CallbackRequest => ({
  updateType: 'callback_query',
  updateId,
  ...personOf(from),
  ...kindOfChat(message?.chat.type),
  callbackQueryId: id,
  data,
  chatId: message?.chat.id,
  topicId: message ? topicOf(message) : undefined,
});

/** Replies have a thread, too, where there are no topics. */
const topicOf = (message: Pick<Message, 'message_thread_id' | 'is_topic_message'>): number | undefined =>
  message.is_topic_message ? message.message_thread_id : undefined;

const personOf = ({ id, first_name, language_code }: User) => ({
  userId: id,
  firstName: first_name,
  languageCode: languageCodeOf(language_code),
});

const kindOfChat = (type: string | undefined) => ({
  chatType: chatTypeOf(type),
  isGroup: type === 'group' || type === 'supergroup',
});
