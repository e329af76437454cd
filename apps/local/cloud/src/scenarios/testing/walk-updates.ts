import { type BotApiServer } from '@pulso/local/telegram';

import { type TimedUpdate } from '../../demo/read-updates';
import { type Cast, topicId } from './walk-cast';
import { type Place, type Step } from './walk-steps';

/** What a step makes Telegram tell the bot. */
export interface StepUpdate {
  readonly update: TimedUpdate['update'];
  readonly chatId: number;
  /** Of a press. */
  readonly queryId?: string;
  /** What the pressed button says; absent where there is no such button. */
  readonly label?: string;
}

type Conversation = BotApiServer['conversation'];
type Message = ReturnType<Conversation['messagesOf']>[number];

interface Moment {
  readonly updateId: number;
  readonly atMs: number;
  readonly conversation: Conversation;
}

const bot = { id: 7_000_000_001, is_bot: true, first_name: 'Pulso', username: 'PulsoDemoBot' };

/** @returns The id of the chat in which a step happens. */
export const chatIdOf = ({ who, where }: Pick<Step, 'who' | 'where'>, cast: Cast): number =>
  ({ private: cast.people[who].id, group: cast.groupId, topic: cast.forumId, channel: cast.channelId })[where];

/**
 * Makes the update of a step, as Telegram would.
 *
 * @throws {RangeError} There is no message of the bot to press or to answer.
 */
export function updateOf(step: Step, cast: Cast, { updateId, atMs, conversation }: Moment): StepUpdate {
  const { who, where, does } = step;
  const { id, name } = cast.people[who];
  const from = { id, is_bot: false, first_name: name, language_code: cast.languageCode };
  const chatId = chatIdOf(step, cast);
  const chat = { id: chatId, ...chatFields(where, name) };
  const date = Math.floor(atMs / 1000);
  const messages = conversation.messagesOf(chatId);

  if ('bot' in does) {
    const [before, after] = { added: ['left', where === 'channel' ? 'administrator' : 'member'], ...endings }[does.bot];
    const change = { chat, from, date, old_chat_member: member(before), new_chat_member: member(after) };
    return { chatId, update: { update_id: updateId, my_chat_member: change } };
  }
  if ('press' in does) {
    const [message, label] = findButton(messages, does.press);
    const queryId = `press-${updateId}`;
    const data = dataOf(message).find(({ data }) => data.startsWith(does.press))?.data ?? does.press;
    const shown = { message_id: message.messageId, date, chat, from: bot };
    const query = { id: queryId, from, chat_instance: '1', data, message: shown };
    return { chatId, queryId, ...(label && { label }), update: { update_id: updateId, callback_query: query } };
  }
  const messageId = (messages.at(-1)?.messageId ?? 0) + 1;
  const base = { message_id: messageId, date, chat, ...(where === 'topic' && inTopic) };
  const message = {
    ...base,
    ...(where === 'channel' ? { sender_chat: chat } : { from }),
    ...contentOf(does, messages),
  };
  return { chatId, update: { update_id: updateId, [where === 'channel' ? 'channel_post' : 'message']: message } };
}

const inTopic = { message_thread_id: topicId, is_topic_message: true };

const endings = { removed: ['member', 'left'], blocked: ['member', 'kicked'] } as const;

const member = (status: string | undefined) => ({ user: bot, status });

const chatFields = (where: Place, name: string) =>
  ({
    private: { type: 'private', first_name: name },
    group: { type: 'group', title: 'Lunch' },
    topic: { type: 'supergroup', title: 'Team', is_forum: true },
    channel: { type: 'channel', title: 'Reports' },
  })[where];

function contentOf(does: Extract<Step['does'], { say: string } | { send: string }>, messages: readonly Message[]) {
  if ('send' in does) return { [does.send]: does.send === 'photo' ? [] : {}, caption: does.caption };
  const text = does.say;
  const entities = text.startsWith('@') ? [{ type: 'mention', offset: 0, length: text.length }] : [];
  if (!does.inReplyToBot) return { text, entities };
  const { messageId } = newestOfBot(messages);
  return { text, entities, reply_to_message: { message_id: messageId, from: bot } };
}

/** The newest message with such a button; the newest one at all for data that no button has. */
function findButton(messages: readonly Message[], start: string): [message: Message, label: string | undefined] {
  const ofBot = messages.filter(({ from }) => from === 'bot');
  for (const message of ofBot.toReversed()) {
    const button = dataOf(message).find(({ data }) => data.startsWith(start));
    if (button) return [message, button.label];
  }
  if (start !== 'made-up') throw new RangeError(`No message has a button "${start}".`);
  return [newestOfBot(messages), undefined];
}

function newestOfBot(messages: readonly Message[]): Message {
  const message = messages.findLast(({ from }) => from === 'bot');
  if (!message) throw new RangeError('The bot has said nothing here.');
  return message;
}

interface Button {
  readonly label: string;
  readonly data: string;
}

/** The buttons below a message that tell the bot something. */
const dataOf = (message: Message): readonly Button[] =>
  rowsOf(message).flatMap((row) =>
    row.flatMap(({ text, callback_data: data }) => (data ? [{ label: text, data }] : [])),
  );

/** The rows of buttons below a message. */
export const rowsOf = ({ versions }: Pick<Message, 'versions'>) => versions.at(-1)?.replyMarkup?.inline_keyboard ?? [];
