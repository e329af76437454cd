import { type MembershipRecord } from '@pulso/contracts/usage-metrics';

import { type CommandList } from '../commands/command-list';
import { type OwnPress, readOwnButton } from '../commands/own-message';
import { type WebhookDeps } from '../webhook-deps';
import {
  type CallbackQuery,
  type ChatMember,
  type MembershipUpdate,
  type Message,
  type Update,
  type User,
} from './read-update';
import { startSourceOf } from './start-source';
import {
  type Asked,
  type CallbackRequest,
  type ChatType,
  type Command,
  type MessageRequest,
  type UserRequest,
  chatTypeOf,
  languageCodeOf,
  parseCommand,
  unknownCommand,
} from './user-request';

export type ClassifiedUpdate =
  | { readonly type: 'request'; readonly request: UserRequest }
  | { readonly type: 'membership'; readonly change: MembershipChange }
  /** Handled by leaving it alone: no reply, no usage record, nothing kept about a person. */
  | {
      readonly type: 'no-request';
      readonly reason: 'other-update' | 'no-person' | 'service-message' | 'not-addressed';
    };

/** The bot was added somewhere or removed, stopped by a person or started again. */
export interface MembershipChange {
  readonly updateId: number;
  readonly change: MembershipRecord['change'];
  readonly chatType: ChatType;
  readonly chatId: number;
  /** Of the person who did it. */
  readonly languageCode: string | undefined;
}

type ListeningBot = Pick<WebhookDeps, 'bot' | 'commands'>;

/**
 * Decides whether an update is a request: a message that the bot answers, or a button that a person has pressed.
 *
 * Talk in a group is not a request, even if the bot sees it or is named. Nor are edits without a command, channel posts
 * and unknown kinds of update, nor a message on behalf of a chat (an anonymous administrator, a linked channel): its `from`
 * is a stand-in.
 *
 * @see https://core.telegram.org/bots/api#message, field `sender_chat`
 */
export function classifyUpdate(update: Update, bot: ListeningBot): ClassifiedUpdate {
  const { update_id: updateId, message, callback_query: query, my_chat_member: membership } = update;
  const { edited_message: edited } = update;
  if (message) return classifyMessage(updateId, message, bot);
  // Without a date, only a reaction has changed: https://github.com/tdlib/telegram-bot-api/issues/388
  if (edited?.edit_date) return classifyMessage(updateId, edited, bot, 'edited');
  const change = membership && membershipChangeOf(updateId, membership);
  if (change) return { type: 'membership', change };
  if (!query) return { type: 'no-request', reason: 'other-update' };
  if (query.from.is_bot) return { type: 'no-request', reason: 'no-person' };
  return { type: 'request', request: callbackRequestOf(updateId, query, bot.commands) };
}

function classifyMessage(updateId: number, message: Message, by: ListeningBot, edited?: 'edited'): ClassifiedUpdate {
  const { from } = message;
  if (isServiceMessage(message)) return { type: 'no-request', reason: 'service-message' };
  if (!from || from.is_bot || message.sender_chat) return { type: 'no-request', reason: 'no-person' };
  const command = parseCommand(message.text ?? message.caption ?? '', by.bot.username, by.commands.names);
  if (!isAddressed(message, command) || (edited && !command)) return { type: 'no-request', reason: 'not-addressed' };
  const request = messageRequestOf(updateId, from, message, command);
  return { type: 'request', request: edited ? { ...request, isEdited: true } : request };
}

/** As of Bot API 10.1, with the former names that old servers may still send. @see https://core.telegram.org/bots/api#message */
const serviceFields = (
  'new_chat_members new_chat_member new_chat_participant left_chat_member left_chat_participant chat_owner_left ' +
  'chat_owner_changed new_chat_title new_chat_photo delete_chat_photo group_chat_created supergroup_chat_created ' +
  'channel_chat_created message_auto_delete_timer_changed migrate_to_chat_id migrate_from_chat_id pinned_message ' +
  'successful_payment refunded_payment users_shared user_shared chat_shared gift unique_gift gift_upgrade_sent ' +
  'connected_website write_access_allowed passport_data proximity_alert_triggered boost_added chat_background_set ' +
  'checklist_tasks_done checklist_tasks_added direct_message_price_changed forum_topic_created forum_topic_edited ' +
  'forum_topic_closed forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden giveaway_created ' +
  'giveaway_completed managed_bot_created paid_message_price_changed poll_option_added poll_option_deleted ' +
  'suggested_post_approved suggested_post_approval_failed suggested_post_declined suggested_post_paid ' +
  'suggested_post_refunded video_chat_scheduled video_chat_started video_chat_ended video_chat_participants_invited ' +
  'voice_chat_scheduled voice_chat_started voice_chat_ended voice_chat_participants_invited web_app_data'
).split(' ');

/** A message that reports an event of the chat instead of words. `null` or `false` says that nothing happened. */
const isServiceMessage = (message: Readonly<Record<string, unknown>>): boolean =>
  serviceFields.some((name) => Object.hasOwn(message, name) && (message[name] ?? false) !== false);

/**
 * Tells whether the bot answers a message. Others are not requests, and nothing of them is counted or kept.
 *
 * In a private chat it answers every message. Elsewhere it answers a command that names it, and one of its own that
 * names no bot, but for `/cancel`, since it asks nothing there. An unknown command mostly belongs to another bot, and people who mention a bot or reply to it mostly
 * talk about it.
 *
 * In the direct messages of a channel people write to the channel. An answer of the bot would be the channel's; Telegram
 * refuses one that does not name the person's topic.
 *
 * @see https://core.telegram.org/bots/features#privacy-mode
 * @see https://core.telegram.org/bots/api#chat `is_direct_messages`
 */
function isAddressed({ chat }: Message, command: Command | undefined): boolean {
  if (chat.type === 'private') return true;
  if (!command || chat.is_direct_messages) return false;
  return (
    command.addressee === 'us' ||
    (command.addressee === 'any-bot' && ![unknownCommand, 'cancel'].includes(command.name))
  );
}

/** @returns undefined if the bot stays in or out, and only its rights have changed. */
function membershipChangeOf(
  updateId: number,
  { chat, from, old_chat_member: before, new_chat_member: after }: MembershipUpdate,
): MembershipChange | undefined {
  const chatType = chatTypeOf(chat.type);
  if (!chatType || isIn(before) === isIn(after)) return undefined;
  const [came, went] = chatType === 'private' ? (['unblocked', 'blocked'] as const) : (['joined', 'left'] as const);
  const change = isIn(after) ? came : went;
  return { updateId, change, chatType, chatId: chat.id, languageCode: languageCodeOf(from.language_code) };
}

/** A restricted member may have left; the others are in or out by their status. A person who stops a bot kicks it. */
const isIn = ({ status, is_member: isMember }: ChatMember): boolean =>
  status === 'restricted' ? isMember === true : ['creator', 'administrator', 'member'].includes(status);

const messageRequestOf = (
  updateId: number,
  from: User,
  message: Message,
  command: Command | undefined,
): MessageRequest => ({
  ...askedOf(updateId, from, message),
  updateType: 'message',
  chatId: message.chat.id,
  messageId: message.message_id,
  requestedAtMs: message.date === undefined ? undefined : message.date * 1000,
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
  ...askedOf(updateId, from, message),
  updateType: 'callback_query',
  callbackQueryId: id,
  data,
  ownPress: message ? ownPressIn(data, commands) : undefined,
  chatId: message?.chat.id,
  messageId: message?.message_id,
});

/** Ignores a button of a removed command, and data that the command refuses. */
function ownPressIn(data: string | undefined, commands: CommandList): OwnPress | undefined {
  const press = readOwnButton(data);
  return press && commands.own(press.command)?.takesData(press.data) ? press : undefined;
}

const askedOf = (updateId: number, from: User, message: CallbackQuery['message']): Asked => ({
  updateId,
  userId: from.id,
  firstName: from.first_name,
  languageCode: languageCodeOf(from.language_code),
  chatType: chatTypeOf(message?.chat.type),
  isGroup: ['group', 'supergroup'].includes(message?.chat.type ?? ''),
  // Replies have a thread even without topics.
  topicId: message?.is_topic_message ? message.message_thread_id : undefined,
});
