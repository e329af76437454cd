import * as z from 'zod';

import { operation } from './operation';
import { type ShownMessage } from './people-event';

/** A chat of the bot; the private one of a person stands for that person, with the same id. */
export interface ChatSummary {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  /** First name or title, as its people have written it: may be anything. */
  readonly name: string;
  /** What the bot may do there: `member`, `blocked`, `not-started`, `left`, `kicked`, `migrated` and so on. */
  readonly state: string;
  readonly isBotAdmin: boolean;
  /** Of a person: whether they are an admin of the bot, who may ask it for reports. */
  readonly isAdmin: boolean;
  /** Of a person: the language of their app. */
  readonly languageCode?: string;
  /** Of a group or channel: the person who has made it. */
  readonly ownerId?: number;
  /** Of a forum. */
  readonly topics?: readonly { readonly id: number; readonly name: string }[];
  readonly last?: Pick<ShownMessage, 'messageId' | 'from' | 'senderName' | 'text' | 'attachment' | 'content'> & {
    readonly atMs: number;
  };
}

/** What became of something that a person did. */
export interface Happened {
  readonly chatId: number;
  readonly messageId?: number;
  /** Of a press: what its answer names. */
  readonly queryId?: string;
  /** Absent: the bot is not told. */
  readonly updateId?: number;
  /** Why it is not: privacy mode of groups, or it is not in the group. */
  readonly unseen?: 'privacy' | 'not-member';
}

/** Where a person is now. */
export interface Entered {
  readonly chat: ChatSummary;
  /** Whether the bot gets updates, by webhook or by asking for them. */
  readonly isHeard: boolean;
}

export interface MenuCommand {
  readonly command: string;
  readonly description: string;
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
  /** All chats, the one with the latest message first; before it, admins who have said nothing yet. */
  'chat.list': operation<readonly ChatSummary[]>()(z.strictObject({})),
  /** Goes to a place; a title that is new makes a chat of that kind, to which the person adds the bot. */
  'chat.enter': operation<Entered>()(
    z.strictObject({ ...place, kind: z.enum(['group', 'forum', 'channel']).optional(), topic: name.optional() }),
  ),
  /** Messages of a chat, oldest first: the latest ones, or those before a message. Deleted ones are among them. */
  'chat.messages': operation<{ readonly messages: readonly ShownMessage[]; readonly hasEarlier: boolean }>()(
    z.strictObject({
      chatId: z.int(),
      before: z.int().optional(),
      limit: z.int().min(1).max(1000).default(200),
    }),
  ),
  'chat.say': operation<Happened>()(
    z.strictObject({ ...place, text, replyTo: z.int().optional(), topicId: z.int().optional() }),
  ),
  /** Presses a button of an inline keyboard, by its callback data. */
  'chat.press': operation<Happened>()(z.strictObject({ ...place, messageId: z.int(), data: z.string().max(256) })),
  /** Blocks or unblocks the bot; removes it from a group or channel, or adds it again. */
  'chat.set-member': operation<Happened>()(z.strictObject({ ...place, isMember: z.boolean() })),
  /** Makes the bot an administrator of a group, or an ordinary member. */
  'chat.promote': operation<Happened>()(z.strictObject({ person, group, isAdmin: z.boolean() })),
  /** Makes a supergroup of a group: its id changes. */
  'chat.migrate': operation<Happened>()(z.strictObject(place)),
  /** Lets a person's app speak a language, which the bot is told with what they do. */
  'chat.set-language': operation<ChatSummary>()(
    z.strictObject({ person, languageCode: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/) }),
  ),
  /** The commands that Telegram's app offers to a person in a chat, by the person's language. */
  'chat.commands': operation<readonly MenuCommand[]>()(z.strictObject(place)),
  /** Lets Telegram refuse what the bot sends too fast, or not. */
  'chat.set-flood-control': operation<{ readonly isOn: boolean }>()(z.strictObject({ isOn: z.boolean() })),
};
