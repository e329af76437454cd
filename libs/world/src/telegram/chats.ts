import { type CallParameters } from './call-parameters';
import { type BotApiError, badRequest, forbidden } from './refusals';

const chatTypes = ['private', 'group', 'supergroup', 'channel'] as const;
export type ChatType = (typeof chatTypes)[number];
export const isChatType = (type: unknown): type is ChatType => chatTypes.some((known) => known === type);

/**
 * What the bot may do in a chat.
 *
 * - `member`: everything; in a channel that means an administrator.
 * - `left`, `kicked`: of groups, supergroups and channels.
 * - `blocked`, `not-started`: of private chats; the person stopped the bot, or was only seen in groups so far.
 * - `migrated`: a group that became a supergroup; `migratedToChatId` says which.
 */
export type ChatState = 'member' | 'left' | 'kicked' | 'blocked' | 'not-started' | 'migrated';

/** A chat that Telegram knows. Ids of persons are positive, of groups and channels negative. */
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
  /** The topics of a forum that Telegram has heard of; absent: not a forum. */
  readonly topicIds?: readonly number[];
  /** The creator of the group; absent: unknown. */
  readonly ownerId?: number;
  /** Whether the bot is an administrator, who hears everything in a group; default false. */
  readonly isBotAdmin?: boolean;
}

/** A change of a chat. A new chat needs its `type` and starts as `member`. */
export type ChatChange = Pick<Chat, 'id'> & Partial<Chat>;

/** All pushed or configured chats. Any other is "chat not found", as in Telegram. */
export class Chats {
  private readonly byId = new Map<number, Chat>();

  get(chatId: number): Chat | undefined {
    return this.byId.get(chatId);
  }

  list(): readonly Chat[] {
    return [...this.byId.values()];
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

  /**
   * Migrates a group to a supergroup with another id, unless that one is known. Its messages stay behind. A removed bot
   * is not in the supergroup.
   */
  migrate(chatId: number, migratedToChatId: number): void {
    const before = this.get(chatId)?.state;
    const state = before === 'kicked' || before === 'left' ? before : 'member';
    const { title } = this.set({ id: chatId, state: 'migrated', migratedToChatId });
    if (this.byId.has(migratedToChatId)) return;
    this.set({ id: migratedToChatId, type: 'supergroup', state, ...(title !== undefined && { title }) });
  }

  /**
   * Finds the chat that a call addresses and checks the bot's standing there.
   *
   * @param access - The kind of call: some states allow edits or reads but no writes.
   * @throws {BotApiError} 400 or 403 with Telegram's text.
   * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp check_chat, check_chat_access
   */
  find(parameters: CallParameters, access: 'write' | 'edit' | 'read'): Chat {
    if (parameters.text('chat_id') === '') throw badRequest('chat_id is empty');
    const chat = this.addressed(parameters);
    if (!chat) throw badRequest('chat not found');
    const isRefused = access !== 'read' || isClosed(chat);
    const refusal = isRefused ? refusalIn(chat, access) : undefined;
    if (refusal) throw refusal;
    return chat;
  }

  /** @returns The chat that a call names, by its id or its name in any case. Persons are not found by name. */
  addressed(parameters: CallParameters): Chat | undefined {
    const given = parameters.text('chat_id');
    if (!given.startsWith('@')) return this.byId.get(parameters.integer('chat_id'));
    const wanted = given.slice(1).toLowerCase();
    return this.list().find(({ type, username }) => type !== 'private' && username?.toLowerCase() === wanted);
  }
}

/** A supergroup or channel that the bot may not even read; public ones are open to all. */
const isClosed = ({ type, state, username }: Chat): boolean =>
  (type === 'supergroup' || type === 'channel') && (state === 'kicked' || (state === 'left' && username === undefined));

function refusalIn(chat: Chat, access: 'write' | 'edit' | 'read'): BotApiError | undefined {
  switch (chat.state) {
    case 'member':
      return undefined;
    case 'kicked':
      return forbidden(`bot was kicked from the ${chat.type} chat`);
    case 'left':
      return forbidden(`bot is not a member of the ${chat.type} chat`);
    case 'blocked':
      // Unverified: the server's own check does not look at blocks, so an edit of an older message goes through here.
      return access === 'edit' ? undefined : forbidden('bot was blocked by the user');
    case 'not-started':
      return forbidden("bot can't initiate conversation with a user");
    case 'migrated':
      // Unverified: only calls that write are told about the move; the answer to an edit was not found in the source.
      return access === 'edit'
        ? badRequest("message can't be edited")
        : badRequest('group chat was upgraded to a supergroup chat', {
            ...(chat.migratedToChatId !== undefined && { migrate_to_chat_id: chat.migratedToChatId }),
          });
    default:
      return chat.state satisfies never;
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

/** The bot's status in a chat, in the Bot API's words. */
export type BotStatus = 'member' | 'administrator' | 'left' | 'kicked';

/** @returns The bot's present status in a chat. */
export function botStatusOf({ type, state, isBotAdmin }: Chat): BotStatus {
  if (state === 'member') return type === 'channel' || isBotAdmin ? 'administrator' : 'member';
  return state === 'blocked' || state === 'kicked' || (type === 'private' && state === 'not-started')
    ? 'kicked'
    : 'left';
}

/** Shows the bot as a member of a chat. @see https://core.telegram.org/bots/api#chatmember */
export const botMemberJson = (bot: object, status: BotStatus) => ({
  user: { ...bot, is_bot: true },
  status,
  ...(status === 'kicked' && { until_date: 0 }),
  ...(status === 'administrator' && { can_be_edited: false, can_post_messages: true, can_edit_messages: true }),
});
