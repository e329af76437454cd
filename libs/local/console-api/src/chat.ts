import { type BotCommand, type Happened, type ShownMessage } from '@pulso/world/telegram';
import * as z from 'zod';

import { type LogLine } from './cloud';
import { operation } from './operation';

/** A chat of the bot; the private one of a person stands for that person, with the same id. */
export interface ChatSummary {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  /** First name or title, as its people have written it: may be anything. */
  readonly name: string;
  /** What the bot may do there: `member`, `blocked`, `not-started`, `left`, `kicked`, `migrated` and so on. */
  readonly state: string;
  /** Of a person: whether they are an admin of the bot, who may ask it for reports. */
  readonly isAdmin: boolean;
  /** Of a person: the language of their app. */
  readonly languageCode?: string;
  /** Of a group or channel: the person who made it. */
  readonly ownerId?: number;
  readonly last?: Pick<ShownMessage, 'messageId' | 'from' | 'senderName' | 'text' | 'attachment' | 'content'> & {
    readonly atMs: number;
  };
}

/** Messages of a chat. */
interface MessagePage {
  readonly messages: readonly ShownMessage[];
  /** Ids of messages whose update, or a press on which, the bot did not accept at the first attempt. */
  readonly refusedIds: readonly number[];
}

/** An invocation of the bot that handled an update. */
export interface HandledUpdate {
  readonly updateId: number;
  /** As the webhook got it: JSON. */
  readonly update: string;
  readonly requestId: string;
  /** Epoch ms. */
  readonly startedAtMs: number;
  /** Of Lambda's report: `success`, `timeout`, or `error` with its type; absent: it goes on. */
  readonly status?: string;
  /** Why Telegram counts it as failed, such as a status other than 200; absent: it does not. */
  readonly refused?: string;
  /** Runs that it asked for. */
  readonly runIds: readonly string[];
  /** What it logged, with positions in the source. */
  readonly lines: readonly LogLine[];
  /** The usage record that it left, JSON; absent: none. */
  readonly usage?: string;
}

/** Where a message came from, or what it led to. */
interface MessageOrigin {
  /** What led to it, then presses of its buttons that did not change it; empty where none is known. */
  readonly handled: readonly HandledUpdate[];
  /** Runs whose report it shows. */
  readonly runIds: readonly string[];
}

/** A mail, or a call of a webhook. */
export interface Posted {
  /** Of its file, behind the address of the console. */
  readonly path: string;
  readonly title: string;
  /** Epoch ms. */
  readonly atMs: number;
}

/** @see https://core.telegram.org/bots/api#user first_name */
const name = z.string().trim().min(1).max(64);
/** A first name, which makes a new person of it if need be, or an id. */
const person = z.union([name, z.int()]);
/** A title, which makes a new group if need be, or an id; absent: in private with the bot. */
const group = z.union([z.string().trim().min(1).max(128), z.int()]);
const place = { person, group: group.optional() };
const text = z.string().max(8192);

export const chatOperations = {
  /** All chats by latest message; silent admins come first. */
  'chat.list': operation<readonly ChatSummary[]>()(z.strictObject({})),
  /** Enters a place; a new title makes a group to which the person adds the bot. */
  'chat.enter': operation<{ readonly chat: ChatSummary }>()(z.strictObject(place)),
  /** The latest 3,000 messages of a chat, oldest first. Deleted ones are among them. */
  'chat.messages': operation<MessagePage>()(z.strictObject({ chatId: z.int() })),
  /** Why the bot has said a message; of a person's message, what the bot has done with it. */
  'chat.origin': operation<MessageOrigin>()(z.strictObject({ chatId: z.int(), messageId: z.int() })),
  'chat.say': operation<Happened>()(z.strictObject({ ...place, text, replyTo: z.int().optional() })),
  /** Presses a button of an inline keyboard, by its callback data. */
  'chat.press': operation<Happened>()(z.strictObject({ ...place, messageId: z.int(), data: z.string().max(256) })),
  /** Blocks or unblocks the bot; removes it from a group or channel, or adds it again. */
  'chat.set-member': operation<Happened>()(z.strictObject({ ...place, isMember: z.boolean() })),
  /** Lets a person's app speak a language, which the bot is told with what they do. */
  'chat.set-language': operation<ChatSummary>()(
    z.strictObject({ person, languageCode: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/) }),
  ),
  /** The commands that Telegram's app offers to a person in a chat, by the person's language. */
  'chat.commands': operation<readonly BotCommand[]>()(z.strictObject(place)),
  /** Mails and webhook calls, latest first. */
  'chat.posted': operation<readonly Posted[]>()(z.strictObject({})),
};
