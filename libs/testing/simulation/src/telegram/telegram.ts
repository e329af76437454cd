import { type SeededRandom } from '@pulso/seeded-random';

import { type Kernel } from '../kernel/kernel';
import { type BotApiReply, refusal } from './bot-api-reply';

export interface ShownMessage {
  readonly chatId: string;
  readonly messageId: number;
  text: string;
}

export interface TelegramWatcher {
  /** A person sees something new: a message, or another text in one. */
  onShown(message: ShownMessage, isNew: boolean): void;
  /** The same for a picture; the text is its caption. */
  onPhoto(photo: ShownMessage, isNew: boolean): void;
}

/** A call to a chat that no repetition mends. */
export interface RefusedCall {
  readonly method: string;
  /** Of what was to be edited; 0: a new message. */
  readonly messageId: number;
}

/** What a chat shows. */
type Kind = 'messages' | 'photos';

interface Chat extends Readonly<Record<Kind, Map<number, ShownMessage>>> {
  lastMessageId: number;
  /** Messages that can't be edited any more. */
  readonly locked: Set<number>;
  /** How many were deleted or locked. */
  lostCount: number;
  readonly deleted: ShownMessage[];
  /** Calls that were refused for good, in their order. */
  readonly refused: RefusedCall[];
  /** The bot may not write here any more. */
  isGone: boolean;
  movedTo: string | undefined;
  pausedUntilMs: number;
  /** The function that was told of the pause; from `pauseKnownAtMs` on, each of its processes can know. */
  pauseToldTo: string | undefined;
  pauseKnownAtMs: number;
}

/**
 * How long the news of a flood limit may take to reach every process of a function, ms. A call made meanwhile does not
 * count as impatient: the process that is told stores the limit in up to three attempts of 3 s each, and a process that
 * calls may have taken up to 3 s to read it before.
 */
const newsMs = 12_000;

/** How long a pressed button waits for its answer, ms; not documented by Telegram. */
const longestSpinnerMs = 150_000;

/**
 * The chats of one bot, and what people see in them.
 *
 * @see https://core.telegram.org/bots/api
 */
export class Telegram {
  readonly #kernel: Kernel;
  readonly #watcher: TelegramWatcher;
  readonly #chats = new Map<string, Chat>();
  readonly #draw: SeededRandom;
  /** The only token that is accepted. */
  token = 'token-1';

  constructor(kernel: Kernel, watcher: TelegramWatcher) {
    this.#kernel = kernel;
    this.#watcher = watcher;
    this.#draw = kernel.draws.of('telegram');
  }

  addChat(chatId: string): void {
    this.#chats.set(chatId, {
      messages: new Map(),
      photos: new Map(),
      lastMessageId: 100,
      locked: new Set(),
      lostCount: 0,
      deleted: [],
      refused: [],
      isGone: false,
      movedTo: undefined,
      pausedUntilMs: 0,
      pauseToldTo: undefined,
      pauseKnownAtMs: 0,
    });
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

  /** Tells whether this service knows by now that the chat is to be left alone. */
  isKnownToBePaused(chatId: string, functionName: string): boolean {
    const chat = this.#chats.get(chatId);
    const nowMs = this.#kernel.nowMs;
    return chat?.pauseToldTo === functionName && nowMs < chat.pausedUntilMs && nowMs > chat.pauseKnownAtMs;
  }

  /** The process of a function that was told of a limit could not pass it on: no other one can know. */
  forgetTheNews(functionName: string): void {
    for (const chat of this.#chats.values()) {
      if (chat.pauseToldTo === functionName) chat.pauseToldTo = undefined;
    }
  }

  /** A flood limit begins at this call; the answer names the time until the last one that lasts is over. */
  flood(chatId: string, functionName: string): BotApiReply {
    const chat = this.#chats.get(chatId);
    const { nowMs } = this.#kernel;
    const drawnUntilMs = nowMs + this.#draw.between(1, 40) * 1000;
    const untilMs = Math.max(chat?.pausedUntilMs ?? 0, drawnUntilMs);
    const seconds = Math.ceil((untilMs - nowMs) / 1000);
    if (chat) {
      chat.pausedUntilMs = untilMs;
      chat.pauseToldTo = functionName;
      chat.pauseKnownAtMs = nowMs + newsMs;
    }
    return refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
  }

  /** A chat does not want what is sent, whoever sends it. An edit is refused for itself, with markup or without. */
  reject(chatId: string, call: RefusedCall): BotApiReply {
    this.#chats.get(chatId)?.refused.push(call);
    const isSent = call.method.startsWith('send');
    const reason = isSent ? 'not enough rights to send text messages to the chat' : 'MESSAGE_REFUSED';
    return refusal(400, `Bad Request: ${reason}`);
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
    if (token !== this.token) return refusal(401, 'Unauthorized');
    if (this.#kernel.nowMs > pressedAtMs + longestSpinnerMs) {
      return refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    return { httpStatus: 200, body: { ok: true } };
  }

  #shownIn(chatId: string, kind: Kind): ShownMessage[] {
    const chat = this.#chats.get(chatId);
    if (!chat) return [];
    return [...chat[kind].values(), ...(chat.movedTo === undefined ? [] : this.#shownIn(chat.movedTo, kind))];
  }

  #send(token: string, chatId: string, text: string, kind: Kind): BotApiReply {
    const chat = this.#admit(token, chatId);
    if ('httpStatus' in chat) return chat;
    chat.lastMessageId += 1;
    const message: ShownMessage = { chatId, messageId: chat.lastMessageId, text };
    chat[kind].set(message.messageId, message);
    this.#tell(kind, message, true);
    return { httpStatus: 200, body: { ok: true, result: { message_id: message.messageId } } };
  }

  #edit(token: string, chatId: string, messageId: number, text: string, kind: Kind): BotApiReply {
    const chat = this.#admit(token, chatId);
    if ('httpStatus' in chat) return chat;
    const message = chat[kind].get(messageId);
    if (!message) return refusal(400, 'Bad Request: message to edit not found');
    if (kind === 'messages' && chat.locked.has(messageId)) {
      return refusal(400, "Bad Request: message can't be edited");
    }
    if (message.text === text && kind === 'messages') {
      return refusal(400, 'Bad Request: message is not modified: specified new message content is exactly the same');
    }
    message.text = text;
    this.#tell(kind, message, false);
    return { httpStatus: 200, body: { ok: true, result: { message_id: messageId } } };
  }

  #tell(kind: Kind, message: ShownMessage, isNew: boolean): void {
    if (kind === 'photos') this.#watcher.onPhoto(message, isNew);
    else this.#watcher.onShown(message, isNew);
  }

  #admit(token: string, chatId: string): Chat | BotApiReply {
    if (token !== this.token) return refusal(401, 'Unauthorized');
    const chat = this.#chats.get(chatId);
    if (!chat) return refusal(400, 'Bad Request: chat not found');
    const nowMs = this.#kernel.nowMs;
    if (nowMs < chat.pausedUntilMs) {
      const seconds = Math.ceil((chat.pausedUntilMs - nowMs) / 1000);
      return refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    if (chat.movedTo !== undefined) {
      return refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: Number(chat.movedTo),
      });
    }
    if (chat.isGone) return refusal(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }
}
