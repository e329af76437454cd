import { type Kernel } from '../kernel/kernel';
import {
  type BotApiReply,
  type Chat,
  createChat,
  type Kind,
  refusal,
  type RefusedCall,
  type ShownMessage,
} from './chat';
import { Refusals } from './refusals';

export interface TelegramWatcher {
  /** A person sees something new: a message, or another text in one. */
  onShown(message: ShownMessage, isNew: boolean): void;
  /** The same for a picture; the text is its caption. */
  onPhoto(photo: ShownMessage, isNew: boolean): void;
}

/**
 * The chats of one bot, and what people see in them.
 *
 * @see https://core.telegram.org/bots/api
 */
export class Telegram {
  readonly refusals: Refusals;
  readonly #watcher: TelegramWatcher;
  readonly #chats = new Map<string, Chat>();

  constructor(kernel: Kernel, watcher: TelegramWatcher) {
    this.#watcher = watcher;
    this.refusals = new Refusals(kernel, this.#chats);
  }

  addChat(chatId: string): void {
    this.#chats.set(chatId, createChat());
  }

  hasChat(chatId: string): boolean {
    return this.#chats.has(chatId);
  }

  /** Everything in a chat, in the order of posting; of the chat that it has become too. */
  messagesIn(chatId: string): ShownMessage[] {
    return this.#shownIn(chatId, 'messages');
  }

  /** Its pictures, as {@link messagesIn}. */
  photosIn(chatId: string): ShownMessage[] {
    return this.#shownIn(chatId, 'photos');
  }

  isGone(chatId: string): boolean {
    const chat = this.#chats.get(chatId);
    return chat === undefined || chat.isGone || (chat.movedTo !== undefined && this.isGone(chat.movedTo));
  }

  /** The people there block the bot, or let it write again. */
  setGone(chatId: string, isGone: boolean): void {
    const chat = this.#chats.get(chatId);
    if (chat) chat.isGone = isGone;
  }

  /** People delete messages of the bot. */
  deleteMessages(chatId: string, isDeleted: (text: string) => boolean): void {
    const chat = this.#chats.get(chatId);
    if (!chat) return;
    for (const message of chat.messages.values()) {
      if (!isDeleted(message.text)) continue;
      chat.messages.delete(message.messageId);
      chat.deleted.push(message);
      chat.lostCount += 1;
    }
  }

  /** What people have deleted in a chat, as it was then. */
  deletedIn(chatId: string): readonly ShownMessage[] {
    return this.#chats.get(chatId)?.deleted ?? [];
  }

  /** What a chat shows now can't be edited from now on. */
  lockMessages(chatId: string): void {
    const chat = this.#chats.get(chatId);
    if (!chat) return;
    for (const messageId of chat.messages.keys()) chat.locked.add(messageId);
    chat.lostCount += chat.messages.size;
  }

  isLocked(chatId: string, messageId: number): boolean {
    return this.#chats.get(chatId)?.locked.has(messageId) === true;
  }

  /** @returns How many messages of a chat were deleted or locked. */
  lostMessageCount(chatId: string): number {
    return this.#chats.get(chatId)?.lostCount ?? 0;
  }

  /** @returns The calls to a chat that were refused for good, those to the chat that it has become included. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    const { refused = [], movedTo } = this.#chats.get(chatId) ?? {};
    return movedTo === undefined ? refused : [...refused, ...this.refusedIn(movedTo)];
  }

  /** Makes a group a supergroup with another id; its messages stay behind. @returns The new id. */
  migrate(chatId: string): string | undefined {
    const chat = this.#chats.get(chatId);
    if (!chat || chat.movedTo !== undefined) return undefined;
    const newId = `-100${chatId.replace('-', '')}7`;
    this.addChat(newId);
    chat.movedTo = newId;
    return newId;
  }

  sendMessage(token: string, chatId: string, text: string): BotApiReply {
    return this.#send(token, chatId, text, 'messages');
  }

  editMessageText(token: string, chatId: string, messageId: number, text: string): BotApiReply {
    return this.#edit(token, chatId, messageId, text, 'messages');
  }

  sendPhoto(token: string, chatId: string, caption: string): BotApiReply {
    return this.#send(token, chatId, caption, 'photos');
  }

  /** Another picture is another content, also under the same caption. */
  editMessageMedia(token: string, chatId: string, messageId: number, caption: string): BotApiReply {
    return this.#edit(token, chatId, messageId, caption, 'photos');
  }

  /** @param pressedAtMs - After a while Telegram takes no answer to a pressed button any more. */
  answerCallbackQuery(token: string, pressedAtMs: number): BotApiReply {
    const refused = this.refusals.ofAnswer(token, pressedAtMs);
    return refused ?? { httpStatus: 200, body: { ok: true } };
  }

  #shownIn(chatId: string, kind: Kind): ShownMessage[] {
    const chat = this.#chats.get(chatId);
    if (!chat) return [];
    return [...chat[kind].values(), ...(chat.movedTo === undefined ? [] : this.#shownIn(chat.movedTo, kind))];
  }

  #send(token: string, chatId: string, text: string, kind: Kind): BotApiReply {
    const chat = this.refusals.admit(token, chatId);
    if ('httpStatus' in chat) return chat;
    chat.lastMessageId += 1;
    const message: ShownMessage = { chatId, messageId: chat.lastMessageId, text };
    chat[kind].set(message.messageId, message);
    this.#tell(kind, message, true);
    return { httpStatus: 200, body: { ok: true, result: { message_id: message.messageId } } };
  }

  #edit(token: string, chatId: string, messageId: number, text: string, kind: Kind): BotApiReply {
    const chat = this.refusals.admit(token, chatId);
    if ('httpStatus' in chat) return chat;
    const message = chat[kind].get(messageId);
    if (!message) return refusal(400, 'Bad Request: message to edit not found');
    const refused = kind === 'messages' ? this.refusals.ofEdit(chat, message, text) : undefined;
    if (refused) return refused;
    message.text = text;
    this.#tell(kind, message, false);
    return { httpStatus: 200, body: { ok: true, result: { message_id: messageId } } };
  }

  #tell(kind: Kind, message: ShownMessage, isNew: boolean): void {
    if (kind === 'photos') this.#watcher.onPhoto(message, isNew);
    else this.#watcher.onShown(message, isNew);
  }
}
