import { type BotApiServer } from '@pulso/local/telegram';

import { type LocalCloud } from '../../cloud/local-cloud';
import { findReportSchedule } from '../../demo/fire-report';
import { type TimedUpdate } from '../../demo/read-updates';
import { said, sweepsFrom } from '../run-scenario';
import { layHours, watchId } from './lay-hours';
import {
  type Place,
  type Step,
  afterNews,
  afterwards,
  channelId,
  firstDay,
  forumId,
  groupId,
  people,
  secondDay,
  topicId,
} from './walk-steps';

/** A step that was taken, or the moment at which a report was due. */
export interface Taken {
  readonly atMs: number;
  readonly step: Step | 'schedule';
  /** What it came to; the schedule makes none. */
  readonly made?: StepUpdate;
}

/** What one step sets off is over by then, a report included. */
const stepMs = 120_000;

const at = (time: string): number => Date.parse(time);

/** An hour in which no person of the walk comes, although a crowd does on other days. */
const watchedEndMs = at('2026-11-25T17:00:00Z');
const crowdCount = 40;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** When the walk begins, epoch ms. */
export const walkStartMs = at('2026-11-24T11:00:00Z');

/** From shortly before the last report. */
export const walkSweeps = sweepsFrom(at('2026-11-25T12:00:00Z'));

/** Walks through everything that people do with the bot. */
export async function takeWalk(cloud: LocalCloud): Promise<readonly Taken[]> {
  const { clock, botApi } = cloud;
  const taken: Taken[] = [];
  let updateId = 0;

  async function take(steps: readonly Step[], startMs: number): Promise<void> {
    await clock.runUntil(startMs);
    for (const [index, step] of steps.entries()) {
      const atMs = startMs + index * stepMs;
      const made = updateOf(step, { updateId: (updateId += 1), atMs, conversation: botApi.conversation });
      botApi.pushUpdate(made.update);
      taken.push({ atMs, step, made });
      await clock.runUntil(atMs + stepMs);
    }
  }

  async function fireSchedule(atMs: number, reportId?: string): Promise<void> {
    await clock.runUntil(atMs);
    taken.push({ atMs, step: 'schedule' });
    await cloud.fireSchedule(findReportSchedule(cloud.definition, atMs, reportId).name, atMs);
    await clock.runUntil(atMs + stepMs);
  }

  await take(firstDay, walkStartMs + stepMs);
  await fireSchedule(at('2026-11-24T12:30:00Z'));
  await take(secondDay, at('2026-11-25T08:00:00Z'));
  await fireSchedule(at('2026-11-25T12:30:00Z'));
  await take(afterwards, at('2026-11-25T13:00:00Z'));
  await layHours(cloud, [watchedEndMs, watchedEndMs + hourMs], crowdCount);
  await fireSchedule(watchedEndMs + 10 * minuteMs, watchId);
  for (let person = 1; person <= crowdCount; person += 1) {
    const atMs = watchedEndMs + 15 * minuteMs + person * 1_000;
    botApi.pushUpdate(said({ updateId: (updateId += 1), atMs, fromId: 900_000 + person }).update);
  }
  await take(afterNews, watchedEndMs + 20 * minuteMs);
  await fireSchedule(watchedEndMs + hourMs + 10 * minuteMs, watchId);
  return taken;
}

/** What a step makes Telegram tell the bot. */
interface StepUpdate {
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
export const chatIdOf = ({ who, where }: Pick<Step, 'who' | 'where'>): number =>
  ({ private: people[who].id, group: groupId, topic: forumId, channel: channelId })[where];

/**
 * Makes the update of a step, as Telegram would.
 *
 * @throws {RangeError} There is no message of the bot to press or to answer.
 */
function updateOf(step: Step, { updateId, atMs, conversation }: Moment): StepUpdate {
  const { who, where, does } = step;
  const { id, name } = people[who];
  const from = { id, is_bot: false, first_name: name, language_code: 'en' };
  const chatId = chatIdOf(step);
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
