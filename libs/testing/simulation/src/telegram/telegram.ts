import {
  type BotApiAnswer,
  badRequest,
  CallParameters,
  type Chat,
  type ConversationMessage,
  type MethodName,
  refusalAnswer,
  Telegram as TelegramModel,
  unauthorized,
} from '@pulso/world/telegram';

import { type Kernel } from '../kernel/kernel';

export interface ShownMessage {
  readonly chatId: string;
  readonly messageId: number;
  /** Without markup. */
  readonly text: string;
}

/** A call to a chat that no repetition mends. */
export interface RefusedCall {
  readonly method: string;
  /** Of what was to be edited; 0: a new message. */
  readonly messageId: number;
}

export interface TelegramWatcher {
  /** A person sees something new: a message, or another text in one. */
  onShown(message: ShownMessage, isNew: boolean): void;
  /** The same for a picture; the text is its caption. */
  onPhoto(photo: ShownMessage, isNew: boolean): void;
}

/**
 * How long the news of a flood limit may take to reach every process of a function, ms. A call made meanwhile does not
 * count as impatient: the process that is told stores the limit in up to three attempts of 3 s each, and a process that
 * calls may have taken up to 3 s to read it before.
 */
const newsMs = 12_000;

/** Telegram in one world, and what the checks ask about its chats. Those are named as texts, as the services name them. */
export class Telegram {
  /** The only token that is accepted. */
  token = 'token-1';
  readonly model: TelegramModel;
  readonly #kernel: Kernel;
  readonly #refused = new Map<string, RefusedCall[]>();
  /** The function that was told of a pause, and from when on each of its processes can know. */
  readonly #pauseNews = new Map<string, { readonly toldTo: string; readonly knownAtMs: number }>();

  constructor(kernel: Kernel, watcher: TelegramWatcher) {
    this.#kernel = kernel;
    this.model = new TelegramModel({
      bot: { id: 1, username: 'PulsoBot', first_name: 'Pulso' },
      nowMs: () => kernel.nowMs,
      random: kernel.draws.of('webhook').next,
      onMessage: (message) => {
        if (message.from !== 'bot') return;
        const isNew = message.versions.length === 1;
        if (message.attachment) watcher.onPhoto(shownOf(message), isNew);
        else watcher.onShown(shownOf(message), isNew);
      },
    });
    // Where it leads does not matter: the world carries updates itself.
    this.model.call('setWebhook', CallParameters.of({ url: 'http://127.0.0.1/' }));
  }

  addChat(chatId: string): void {
    const type = chatId.startsWith('-100') ? 'supergroup' : chatId.startsWith('-') ? 'group' : 'private';
    this.model.setChat({ id: Number(chatId), type });
  }

  hasChat(chatId: string): boolean {
    return this.#chat(chatId) !== undefined;
  }

  /** Every message in a chat, in the order of posting; of the chat that it has become too. */
  messagesIn(chatId: string): ShownMessage[] {
    return this.#shownIn(chatId, ({ attachment }) => attachment === undefined);
  }

  /** Its pictures, as {@link messagesIn}. */
  photosIn(chatId: string): ShownMessage[] {
    return this.#shownIn(chatId, ({ attachment }) => attachment !== undefined);
  }

  isGone(chatId: string): boolean {
    const chat = this.#chat(chatId);
    if (chat?.state === 'migrated') return this.isGone(String(chat.migratedToChatId));
    return chat?.state !== 'member';
  }

  /** The people there block the bot or throw it out, or let it write again. */
  setGone(chatId: string, isGone: boolean): void {
    const chat = this.#chat(chatId);
    if (!chat || chat.state === 'migrated') return;
    const state = chat.type === 'private' ? 'blocked' : 'kicked';
    this.model.setChat({ id: chat.id, state: isGone ? state : 'member' });
  }

  /** People delete messages of the bot. */
  deleteMessages(chatId: string, isDeleted: (text: string) => boolean): void {
    for (const message of this.#textsOf(chatId)) if (isDeleted(message.text)) this.model.deleteMessage(message);
  }

  /** What people have deleted in a chat, as it was then. */
  deletedIn(chatId: string): readonly ShownMessage[] {
    return this.#allOf(chatId)
      .filter(({ deletedAtMs }) => deletedAtMs !== undefined)
      .map(shownOf);
  }

  /** What a chat shows now can't be edited from now on. */
  lockMessages(chatId: string): void {
    for (const message of this.#textsOf(chatId)) this.model.lockMessage(message);
  }

  isLocked(chatId: string, messageId: number): boolean {
    return this.#allOf(chatId).some((message) => message.messageId === messageId && message.isLocked === true);
  }

  /** @returns How many messages of a chat were deleted or locked. */
  lostMessageCount(chatId: string): number {
    return this.#allOf(chatId).filter(({ deletedAtMs, isLocked }) => deletedAtMs !== undefined || isLocked).length;
  }

  /** @returns The calls to a chat that were refused for good, those to the chat that it has become included. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    const refused = this.#refused.get(chatId) ?? [];
    const movedTo = this.#chat(chatId)?.migratedToChatId;
    return movedTo === undefined ? refused : [...refused, ...this.refusedIn(String(movedTo))];
  }

  /** Makes a group a supergroup with another id; its messages stay behind. @returns The new id. */
  migrate(chatId: string): string | undefined {
    if (!this.hasChat(chatId) || this.#chat(chatId)?.state === 'migrated') return undefined;
    const newId = `-100${chatId.replace('-', '')}7`;
    this.model.migrate(Number(chatId), Number(newId));
    return newId;
  }

  call(token: string, method: MethodName, parameters: CallParameters): BotApiAnswer {
    return token === this.token ? this.model.call(method, parameters) : refusalAnswer(unauthorized());
  }

  /** A flood limit begins at this call. */
  throttle(method: MethodName, parameters: CallParameters, functionName: string): BotApiAnswer {
    const knownAtMs = this.#kernel.nowMs + newsMs;
    this.#pauseNews.set(parameters.text('chat_id'), { toldTo: functionName, knownAtMs });
    return this.model.throttle(method, parameters, this.#kernel.draws.of('telegram').between(1, 40) * 1000);
  }

  /** A chat does not want what is sent, whoever sends it. An edit is refused for itself, with markup or without. */
  reject(method: MethodName, parameters: CallParameters): BotApiAnswer {
    const chatId = parameters.text('chat_id');
    const call = { method, messageId: parameters.integer('message_id') };
    this.#refused.set(chatId, [...(this.#refused.get(chatId) ?? []), call]);
    const isSent = method.startsWith('send');
    return refusalAnswer(
      badRequest(isSent ? 'not enough rights to send text messages to the chat' : 'MESSAGE_REFUSED'),
    );
  }

  /** Tells whether this service knows by now that the chat is to be left alone. */
  isKnownToBePaused(chatId: string, functionName: string): boolean {
    const news = this.#pauseNews.get(chatId);
    const { nowMs } = this.#kernel;
    return news?.toldTo === functionName && nowMs < this.model.closedUntil(Number(chatId)) && nowMs > news.knownAtMs;
  }

  /** The process of a function that was told of a limit could not pass it on: no other one can know. */
  forgetTheNews(functionName: string): void {
    for (const [chatId, { toldTo }] of this.#pauseNews) if (toldTo === functionName) this.#pauseNews.delete(chatId);
  }

  #chat(chatId: string): Chat | undefined {
    return this.model.chats().find(({ id }) => String(id) === chatId);
  }

  #allOf(chatId: string): readonly ConversationMessage[] {
    return this.model.conversation.messagesOf(Number(chatId)).filter(({ from }) => from === 'bot');
  }

  #textsOf(chatId: string): readonly ConversationMessage[] {
    return this.#allOf(chatId).filter(({ attachment, deletedAtMs }) => !attachment && deletedAtMs === undefined);
  }

  #shownIn(chatId: string, isMeant: (message: ConversationMessage) => boolean): ShownMessage[] {
    const shown = this.#allOf(chatId).filter((message) => message.deletedAtMs === undefined && isMeant(message));
    const movedTo = this.#chat(chatId)?.migratedToChatId;
    return [...shown.map(shownOf), ...(movedTo === undefined ? [] : this.#shownIn(String(movedTo), isMeant))];
  }
}

const shownOf = ({ chatId, messageId, text }: ConversationMessage): ShownMessage => ({
  ...{ messageId, text },
  chatId: String(chatId),
});
