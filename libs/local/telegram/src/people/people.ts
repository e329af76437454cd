import { type Chat, chatJson } from '../chats';
import { findEntities } from '../formatting/find-entities';
import { type MessageJsonContext, messageJson, repliedMessageJson } from '../methods/message-json';
import { asObject } from '../telegram-types';
import { type CastMember, findGroup, findPerson } from './cast';
import { migrateGroup } from './migrate-group';
import { PeopleError } from './people-error';
import { whyUnseen } from './why-unseen';
import { type Happened } from './happened';
import { type PeopleDeps } from './people-deps';

/** Where a person speaks: with the bot alone, or in the group of that title. */
export interface Place {
  /** First name. */
  readonly person: string;
  /** Absent: in private. */
  readonly group?: string | undefined;
}

/** Telegram's users: what they do becomes updates, as their clients and Telegram's servers would make them. */
export class People {
  private readonly deps: PeopleDeps;

  constructor(deps: PeopleDeps) {
    this.deps = deps;
  }

  /** Finds the chat of a place; a new group has the bot added by the person, which the bot is told. */
  enter({ person: name, group: title }: Place): Chat {
    const { chats } = this.deps.world;
    const person = findPerson(name, chats);
    if (title === undefined) {
      const known = chats.get(person.id);
      if (known) return known;
      return { id: person.id, type: 'private', firstName: person.name, state: 'not-started' };
    }
    const group = findGroup(title, chats);
    return chats.get(group.id) ?? this.createGroup(group, person);
  }

  /**
   * Says something. A person who writes to a bot that they have blocked unblocks it.
   *
   * @throws {PeopleError} The text is empty, too long, or the chat is no place to write.
   */
  say(place: Place, text: string, replyToMessageId?: number): Happened {
    if (text.trim() === '') throw new PeopleError('Nothing was said.');
    if ([...text].length > 4096) throw new PeopleError('Telegram takes no text above 4096 characters.');
    const chat = this.enter(place);
    if (chat.state === 'migrated') throw new PeopleError(`The group has moved to ${chat.migratedToChatId}.`);
    if (chat.state === 'blocked') this.changeMembership(place, 'kicked', 'member');

    const { conversation } = this.deps.world;
    const messageId = conversation.nextMessageId(chat.id);
    const replied = replyToMessageId === undefined ? undefined : conversation.find(chat.id, replyToMessageId);
    if (replyToMessageId !== undefined && !replied) throw new PeopleError(`There is no message ${replyToMessageId}.`);
    const entities = findEntities(text);
    const message = {
      message_id: messageId,
      from: this.userJson(place.person),
      chat: chatJson(chat),
      date: this.nowSeconds(),
      ...(replied && { reply_to_message: repliedMessageJson(replied, this.jsonContext()) }),
      text,
      ...(entities.length > 0 && { entities }),
    };
    const update = { update_id: this.deps.nextUpdateId(), message };
    const unseen = whyUnseen({ chat, text, repliedFrom: replied?.from, bot: this.deps.bot });
    if (unseen) {
      this.deps.learn(update);
      return { chatId: chat.id, messageId, unseen };
    }
    this.deps.pushUpdate(update);
    return { chatId: chat.id, messageId, updateId: update.update_id };
  }

  /**
   * Presses a button of an inline keyboard.
   *
   * @param data - Its callback data.
   * @throws {PeopleError} The message is not there, or has no such button now.
   */
  press(place: Place, messageId: number, data: string): Happened {
    const chat = this.enter(place);
    const message = this.deps.world.conversation.find(chat.id, messageId);
    if (!message) throw new PeopleError(`There is no message ${messageId}.`);
    if (!callbackDataOf(message.versions.at(-1)?.replyMarkup).includes(data))
      throw new PeopleError('The message has no such button now.');
    const queryId = this.deps.nextQueryId();
    const update = {
      update_id: this.deps.nextUpdateId(),
      callback_query: {
        id: queryId,
        from: this.userJson(place.person),
        message: messageJson(message, this.jsonContext()),
        chat_instance: String(chat.id),
        data,
      },
    };
    this.deps.pushUpdate(update);
    return { chatId: chat.id, messageId, queryId, updateId: update.update_id };
  }

  /** Blocks or unblocks the bot, or throws it out of a group or adds it again. */
  setMember(place: Place, isMember: boolean): Happened {
    const chat = this.enter(place);
    const before = chat.state === 'member' ? 'member' : chat.type === 'private' ? 'kicked' : 'left';
    return this.changeMembership(place, before, isMember ? 'member' : 'kicked');
  }

  private changeMembership(place: Place, before: string, after: string): Happened {
    const chat = this.enter(place);
    const bot = { ...this.deps.bot, is_bot: true };
    const update = {
      update_id: this.deps.nextUpdateId(),
      my_chat_member: {
        chat: chatJson(chat),
        from: this.userJson(place.person),
        date: this.nowSeconds(),
        old_chat_member: memberJson(bot, before),
        new_chat_member: memberJson(bot, after),
      },
    };
    this.deps.pushUpdate(update);
    return { chatId: chat.id, updateId: update.update_id };
  }

  private createGroup(group: CastMember, person: CastMember): Chat {
    const { chats } = this.deps.world;
    chats.set({ id: group.id, type: 'group', title: group.name });
    this.changeMembership({ person: person.name, group: group.name }, 'left', 'member');
    return chats.set({ id: group.id });
  }

  /**
   * Makes a supergroup of a group, see {@link migrateGroup}.
   *
   * @throws {PeopleError} It is no group, or a supergroup already.
   */
  migrate(place: Place): Happened {
    const from = this.userJson(place.person);
    return migrateGroup(this.enter(place), { ...this.deps, messageFrom: () => ({ from, date: this.nowSeconds() }) });
  }

  private jsonContext(): MessageJsonContext {
    return { ...this.deps.world, bot: this.deps.bot };
  }

  private userJson(name: string) {
    const person = findPerson(name, this.deps.world.chats);
    return { id: person.id, is_bot: false, first_name: person.name, language_code: 'en' };
  }

  private nowSeconds(): number {
    return Math.floor(this.deps.nowMs() / 1000);
  }
}

/** @see https://core.telegram.org/bots/api#chatmember */
const memberJson = (user: object, status: string) => ({ user, status, ...(status === 'kicked' && { until_date: 0 }) });

function callbackDataOf(replyMarkup: unknown): unknown[] {
  const rows = asObject(replyMarkup)['inline_keyboard'];
  if (!Array.isArray(rows)) return [];
  return rows.flat().map((button) => asObject(button)['callback_data']);
}
