import { type Chat } from '../chats';
import { type MessageJsonContext, messageJson } from '../methods/message-json';
import { type NewChatKind, findGroup, findPerson, newGroup } from './cast';
import { type BotStatus, botStatusOf, membershipChange, statusOfMember } from './membership-update';
import { PeopleError } from './people-error';
import { senderJson, spokenMessage } from './spoken-message';
import { whyUnseen } from './why-unseen';
import { type Happened } from './what-people-see';
import { type PeopleDeps } from './people-deps';

/** Where a person speaks: with the bot alone, or in a group or channel. */
export interface Place {
  /** First name or id. */
  readonly person: string | number;
  /** Title or id. Absent: in private. */
  readonly group?: string | number | undefined;
}

/** What is said besides the text. */
export interface SayOptions {
  readonly replyToMessageId?: number | undefined;
  /** A topic of a forum; absent: the general one, or that of what is replied to. */
  readonly topicId?: number | undefined;
}

/** Telegram's users: what they do becomes updates, as their clients and Telegram's servers would make them. */
export class People {
  private readonly deps: PeopleDeps;

  constructor(deps: PeopleDeps) {
    this.deps = deps;
  }

  /**
   * Finds the chat of a place. A new title makes a chat to which the person adds the bot, which the bot is told.
   *
   * @param kind - Of a chat that is made.
   * @throws {PeopleError} An id is unknown.
   */
  enter(place: Place, kind: NewChatKind = 'group'): Chat {
    const { chats } = this.deps.world;
    const person = this.personOf(place);
    if (place.group === undefined) return person;
    const known = findGroup(place.group, chats, kind === 'channel');
    if (known) return known;
    const created = chats.set(newGroup(String(place.group), kind, person));
    this.changeStatus(created, person, statusOfMember(created));
    return chats.set({ id: created.id });
  }

  /**
   * Makes a topic in a forum, which the bot is told.
   *
   * @throws {PeopleError} The chat is no forum.
   */
  createTopic(place: Place, name: string): Happened & { readonly topicId: number } {
    const chat = this.enter(place, 'forum');
    if (!chat.topicIds) throw new PeopleError('Only a group with topics has topics.');
    const messageId = this.deps.world.conversation.nextMessageId(chat.id);
    const topic = {
      message_thread_id: messageId,
      is_topic_message: true,
      forum_topic_created: { name, icon_color: 0 },
    };
    const message = { message_id: messageId, ...senderJson({ chat, ...this.byPerson(place) }), ...topic };
    return { chatId: chat.id, messageId, topicId: messageId, updateId: this.push({ message }) };
  }

  /** Lets the app of a person speak a language, which the bot is told with all that they do. */
  setLanguage(place: Pick<Place, 'person'>, languageCode: string): Chat {
    return this.deps.world.chats.set({ id: this.personOf(place).id, languageCode });
  }

  /**
   * Says something. A person who writes to a bot that they have blocked unblocks it.
   *
   * @throws {PeopleError} The text is empty, too long, or the chat is no place to write.
   */
  say(place: Place, text: string, { replyToMessageId, topicId }: SayOptions = {}): Happened {
    const chat = this.enter(place);
    if (chat.state === 'migrated') throw new PeopleError(`The group has moved to ${chat.migratedToChatId}.`);
    const { conversation } = this.deps.world;
    const replied = replyToMessageId === undefined ? undefined : conversation.find(chat.id, replyToMessageId);
    if (replyToMessageId !== undefined && !replied) throw new PeopleError(`There is no message ${replyToMessageId}.`);
    const messageId = conversation.nextMessageId(chat.id);
    const spoken = { chat, messageId, text, topicId, replied, ...this.byPerson(place) };
    const message = spokenMessage(spoken, this.jsonContext());
    if (chat.state === 'blocked') this.changeStatus(chat, this.personOf(place), 'member');
    const unseen = whyUnseen({ chat, text, repliedFrom: replied?.from, bot: this.deps.bot });
    const content = chat.type === 'channel' ? { channel_post: message } : { message };
    if (!unseen) return { chatId: chat.id, messageId, updateId: this.push(content) };
    this.deps.learn({ update_id: this.deps.nextUpdateId(), ...content });
    return { chatId: chat.id, messageId, unseen };
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
    const buttons = message.versions.at(-1)?.replyMarkup?.inline_keyboard.flat() ?? [];
    if (!buttons.some((button) => button.callback_data === data))
      throw new PeopleError('The message has no such button now.');
    const queryId = this.deps.nextQueryId();
    const updateId = this.push({
      callback_query: {
        id: queryId,
        from: userJson(this.personOf(place)),
        message: messageJson(message, this.jsonContext()),
        chat_instance: String(chat.id),
        data,
      },
    });
    return { chatId: chat.id, messageId, queryId, updateId };
  }

  /** Blocks or unblocks the bot, or throws it out of a group or channel or adds it again. */
  setMember(place: Place, isMember: boolean): Happened {
    const chat = this.enter(place);
    return this.changeStatus(chat, this.personOf(place), isMember ? statusOfMember(chat) : 'kicked');
  }

  /**
   * Makes the bot an administrator of a group, who hears all that is said there, or an ordinary member.
   *
   * @throws {PeopleError} It is no group, or the bot is not in it.
   */
  promote(place: Place, isAdmin: boolean): Happened {
    const chat = this.enter(place);
    if (chat.type !== 'group' && chat.type !== 'supergroup')
      throw new PeopleError('Only in a group the bot can be an administrator or not.');
    if (chat.state !== 'member') throw new PeopleError('The bot is no member of the group.');
    return this.changeStatus(chat, this.personOf(place), isAdmin ? 'administrator' : 'member');
  }

  private changeStatus(chat: Chat, person: Chat, after: BotStatus): Happened {
    const { bot } = this.deps;
    const by = { bot, ...this.byPerson({ person: person.id }) };
    const updateId = this.push(membershipChange(chat, { before: botStatusOf(chat), after }, by));
    return { chatId: chat.id, updateId };
  }

  private push(content: object): number {
    const update = { update_id: this.deps.nextUpdateId(), ...content };
    this.deps.pushUpdate(update);
    return update.update_id;
  }

  /** The person is known from now on, as Telegram knows everybody; the bot can't write to them before they do. */
  private personOf({ person }: Pick<Place, 'person'>): Chat {
    return this.deps.world.chats.set(findPerson(person, this.deps.world.chats));
  }

  /** Who does something now. */
  private byPerson(place: Place) {
    return { from: userJson(this.personOf(place)), date: this.nowSeconds() };
  }

  private jsonContext(): MessageJsonContext {
    return { ...this.deps.world, bot: this.deps.bot };
  }

  private nowSeconds(): number {
    return Math.floor(this.deps.nowMs() / 1000);
  }
}

/** @see https://core.telegram.org/bots/api#user */
const userJson = ({ id, firstName = '', languageCode = 'en' }: Chat) => ({
  id,
  is_bot: false,
  first_name: firstName,
  language_code: languageCode,
});
