import { type ChatType } from './telegram-types';

/**
 * What the bot may do in a chat.
 *
 * - `member`: everything; in a channel that means an administrator.
 * - `read-only`: it is there without the right to write (a channel's ordinary member, a muted bot in a group).
 * - `left`, `kicked`: of groups, supergroups and channels.
 * - `blocked`, `not-started`: of private chats; the person stopped the bot, or was only seen in groups so far.
 * - `deactivated`: the person's account is gone, or the group was deleted.
 * - `migrated`: a group that became a supergroup; `migratedToChatId` says which.
 */
export type ChatState =
  | 'member'
  | 'read-only'
  | 'left'
  | 'kicked'
  | 'blocked'
  | 'not-started'
  | 'deactivated'
  | 'migrated';

/** A chat that the server knows. Ids of persons are positive, of groups and channels negative. */
export interface Chat {
  readonly id: number;
  readonly type: ChatType;
  /** Without the at sign. Supergroups and channels with one can be addressed as `@username`. */
  readonly username?: string;
  /** Of groups and channels. */
  readonly title?: string;
  /** Of persons. */
  readonly firstName?: string;
  readonly state: ChatState;
  readonly migratedToChatId?: number;
  /** Of persons: the language of their app, which comes with all that they do; absent: English. */
  readonly languageCode?: string;
  /** The topics of a forum that the server has heard of; absent: it is no forum. */
  readonly topicIds?: readonly number[];
  /** What topics are called, by id, as far as it is known. */
  readonly topicNames?: Readonly<Record<string, string>>;
  /** Who has made the group or channel; absent: not known. */
  readonly ownerId?: number;
  /** Whether the bot is an administrator, who hears everything in a group; default false. */
  readonly isBotAdmin?: boolean;
}

/** What changes about a chat; a chat that is new needs its `type` and starts as `member`. */
export type ChatChange = Pick<Chat, 'id'> & Partial<Chat>;

/** All chats by what was pushed or configured. Everything else is "chat not found", as in Telegram. */
export class Chats {
  private readonly byId = new Map<number, Chat>();

  get(chatId: number): Chat | undefined {
    return this.byId.get(chatId);
  }

  list(): readonly Chat[] {
    return [...this.byId.values()];
  }

  /** @param username - With or without the at sign, in any case. Persons are not found by name. */
  findByUsername(username: string): Chat | undefined {
    const wanted = username.replace(/^@/, '').toLowerCase();
    return [...this.byId.values()].find(
      (chat) => chat.type !== 'private' && chat.username !== undefined && chat.username.toLowerCase() === wanted,
    );
  }

  /**
   * Adds a chat or changes what is given.
   *
   * @throws {RangeError} A new chat has no type, or a migrated one does not say where to. Not retryable.
   */
  set(change: ChatChange): Chat {
    const known = this.byId.get(change.id);
    const type = change.type ?? known?.type;
    if (type === undefined) throw new RangeError(`Chat ${change.id} is new: say its type.`);
    const chat: Chat = { state: 'member', ...known, ...change, type };
    if (chat.state === 'migrated' && chat.migratedToChatId === undefined) {
      throw new RangeError(`Chat ${chat.id} is migrated: say migratedToChatId.`);
    }
    this.byId.set(chat.id, chat);
    return chat;
  }
}

/** Shows a chat as the Bot API does. @see https://core.telegram.org/bots/api#chat */
export const chatJson = ({ id, type, username, title, firstName, topicIds }: Chat) => ({
  id,
  type,
  ...(title !== undefined && { title }),
  ...(username !== undefined && { username }),
  ...(firstName !== undefined && { first_name: firstName }),
  ...(topicIds && { is_forum: true }),
});
