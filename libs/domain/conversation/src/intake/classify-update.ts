import { type CommandList } from '../commands/command-list';
import { type OwnPress, readOwnButton } from '../commands/own-buttons';
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

/** Who the bot is, and what it can do. */
export interface ListeningBot {
  readonly bot: Pick<BotIdentity, 'username'>;
  readonly commands: CommandList;
}

/**
 * Decides whether an update is a request: a message that the bot answers, or a button that a person has pressed.
 *
 * What people in a group say to each other is none, also where the bot can see it or is named.
 * Edited messages, channel posts and every kind of update that the bot does not know are none.
 * Neither is a message on behalf of a chat (an anonymous administrator, a linked channel): its `from` is a stand-in.
 *
 * @see https://core.telegram.org/bots/api#message, field `sender_chat`
 */
export function classifyUpdate(update: Update, bot: ListeningBot): ClassifiedUpdate {
  const { update_id: updateId, message, callback_query: query, my_chat_member: membership } = update;
  if (message) return classifyMessage(updateId, message, bot);
  const change = membership && membershipChangeOf(updateId, membership);
  if (change) return { type: 'membership', change };
  if (!query) return { type: 'no-request', reason: 'other-update' };
  if (query.from.is_bot) return { type: 'no-request', reason: 'no-person' };
  return { type: 'request', request: callbackRequestOf(updateId, query, bot.commands) };
}

function classifyMessage(updateId: number, message: Message, { bot, commands }: ListeningBot): ClassifiedUpdate {
  const { from } = message;
  if (isServiceMessage(message)) return { type: 'no-request', reason: 'service-message' };
  if (!from || from.is_bot || message.sender_chat) return { type: 'no-request', reason: 'no-person' };
  const command = message.text === undefined ? undefined : parseCommand(message.text, bot.username, commands.names);
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
  text: message.text,
  mediaGroupId: message.media_group_id,
  command,
  source: command?.name === 'start' ? startSourceOf(command.argument) : undefined,
});

const callbackRequestOf = (
  updateId: number,
  { id, from, data, message }: CallbackQuery,
  commands: CommandList,
): CallbackRequest => ({
  updateType: 'callback_query',
  updateId,
  ...personOf(from),
  ...kindOfChat(message?.chat.type),
  callbackQueryId: id,
  data,
  ownPress: message ? ownPressIn(data, commands) : undefined,
  chatId: message?.chat.id,
  messageId: message?.message_id,
  topicId: message ? topicOf(message) : undefined,
});

/** A button of a command that is gone, or with data that the command does not take, is none. */
function ownPressIn(data: string | undefined, commands: CommandList): OwnPress | undefined {
  const press = readOwnButton(data);
  return press && commands.own(press.command)?.takesData(press.data) ? press : undefined;
}

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
