import { type BotStatus, type Chat } from '../chats';
import { type ConversationMessage } from '../conversation';
import { messageJson } from '../message-json';
import { type TelegramState } from '../telegram-state';
import { type BotCommand, type Happened } from '../what-people-see';
import { type TelegramUpdate } from '../webhook/update-schedule';
import { PeopleError, findGroup, findPerson, newGroup } from './cast';
import { commandMenu } from './command-menu';
import { membershipChange, spokenMessage, userJson, whyUnseen } from './people-updates';

/** Where a person speaks: with the bot alone, or in a group or channel. */
interface Place {
  /** First name or id. */
  readonly person: string | number;
  /** Title or id. Absent: in private. */
  readonly group?: string | number | undefined;
}

interface PeopleDeps {
  readonly nextUpdateId: () => number;
  /** Lets the update happen, and pushes it to the bot. */
  readonly pushUpdate: (update: TelegramUpdate) => void;
  /** Lets the update happen behind the bot's back. */
  readonly learn: (update: TelegramUpdate) => void;
}

/** Telegram's users: what they do becomes updates, as their clients and Telegram's servers would make them. */
export class People {
  private readonly state: TelegramState;
  private readonly deps: PeopleDeps;

  constructor(state: TelegramState, deps: PeopleDeps) {
    this.state = state;
    this.deps = deps;
  }

  /**
   * Finds the chat of a place. A new title makes a group to which the person adds the bot, which the bot is told.
   *
   * @throws {PeopleError} An id is unknown.
   */
  enter(place: Place): Chat {
    const { chats } = this.state;
    const person = this.personOf(place);
    if (place.group === undefined) return person;
    const known = findGroup(place.group, chats);
    if (known) return known;
    const created = chats.set(newGroup(String(place.group), person));
    this.changeStatus(created, person, 'member');
    return chats.set({ id: created.id });
  }

  /** Lets the app of a person speak a language, which the bot is told with all that they do. */
  setLanguage(place: Pick<Place, 'person'>, languageCode: string): Chat {
    return this.state.chats.set({ id: this.personOf(place).id, languageCode });
  }

  /**
   * Says something. A person who writes to a bot that they have blocked unblocks it.
   *
   * @throws {PeopleError} The text is empty, too long, or the chat is no place to write.
   */
  say(place: Place, text: string, replyToMessageId?: number): Happened {
    const chat = this.enter(place);
    if (chat.state === 'migrated') throw new PeopleError(`The group has moved to ${chat.migratedToChatId}.`);
    const person = this.personOf(place);
    const replied = replyToMessageId === undefined ? undefined : this.messageOf(chat, replyToMessageId);
    const messageId = this.state.conversation.nextMessageId(chat.id);
    const spoken = { chat, messageId, text, replied, person, date: this.nowSeconds() };
    const content = spokenMessage(spoken, this.state);
    if (chat.state === 'blocked') this.changeStatus(chat, person, 'member');
    const unseen = whyUnseen(spoken, this.state.bot);
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
    const message = this.messageOf(chat, messageId);
    const buttons = message.keyboard?.flat() ?? [];
    if (!buttons.some((button) => button.callback_data === data)) {
      throw new PeopleError('The message has no such button now.');
    }
    const updateId = this.deps.nextUpdateId();
    const queryId = String(updateId);
    this.deps.pushUpdate({
      update_id: updateId,
      callback_query: {
        id: queryId,
        from: userJson(this.personOf(place)),
        message: messageJson(message, this.state),
        chat_instance: String(chat.id),
        data,
      },
    });
    return { chatId: chat.id, messageId, queryId, updateId };
  }

  /** Blocks or unblocks the bot, or throws it out of a group or channel or adds it again. */
  setMember(place: Place, isMember: boolean): Happened {
    const chat = this.enter(place);
    const asMember = chat.type === 'channel' ? 'administrator' : 'member';
    return this.changeStatus(chat, this.personOf(place), isMember ? asMember : 'kicked');
  }

  /** The commands that Telegram's app offers to a person in a chat. */
  commandsOf(place: Place): readonly BotCommand[] {
    return commandMenu(this.state.commandLists, this.personOf(place), this.enter(place));
  }

  private changeStatus(chat: Chat, person: Chat, after: BotStatus): Happened {
    const doing = { person, date: this.nowSeconds() };
    return { chatId: chat.id, updateId: this.push(membershipChange(chat, after, this.state.bot, doing)) };
  }

  private push(content: object): number {
    const update = { update_id: this.deps.nextUpdateId(), ...content };
    this.deps.pushUpdate(update);
    return update.update_id;
  }

  /** The person is known from now on, as Telegram knows everybody; the bot can't write to them before they do. */
  private personOf({ person }: Pick<Place, 'person'>): Chat {
    return this.state.chats.set(findPerson(person, this.state.chats));
  }

  private messageOf(chat: Chat, messageId: number): ConversationMessage {
    const message = this.state.conversation.find(chat.id, messageId);
    if (!message) throw new PeopleError(`There is no message ${messageId}.`);
    return message;
  }

  private nowSeconds(): number {
    return Math.floor(this.state.nowMs() / 1000);
  }
}
