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

/** A call to a chat that no repetition mends. */
export interface RefusedCall {
  readonly chatId: string;
  readonly method: string;
  /** Of what was to be edited; 0: a new message. */
  readonly messageId: number;
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
  readonly #refused: RefusedCall[] = [];
  /** The function that was told of a pause, and from when on each of its processes can know. */
  readonly #pauseNews = new Map<string, { readonly toldTo: string; readonly knownAtMs: number }>();

  /** @param onShown - Told of each message of the bot that is new, or shows something else. */
  constructor(kernel: Kernel, onShown: (message: ConversationMessage) => void) {
    this.#kernel = kernel;
    this.model = new TelegramModel({
      bot: { id: 1, username: 'PulsoBot', first_name: 'Pulso' },
      nowMs: () => kernel.nowMs,
      random: kernel.draws.of('webhook').next,
      onMessage: (message) => {
        if (message.from === 'bot') onShown(message);
      },
    });
    this.model.floodControl.isOn = true;
    // Where it leads does not matter: the world carries updates itself.
    this.model.call('setWebhook', CallParameters.of({ url: 'http://127.0.0.1/' }));
  }

  chat(chatId: string): Chat | undefined {
    return this.model.chats.get(Number(chatId));
  }

  /** Every message in a chat, in the order of posting, deleted or not; of the chat that it has become too. */
  sentTo(chatId: string): readonly ConversationMessage[] {
    return this.#idsOf(chatId)
      .flatMap((id) => this.model.conversation.messagesOf(Number(id)))
      .filter(({ from }) => from === 'bot');
  }

  /** What people see of it but for pictures. */
  messagesIn(chatId: string): readonly ConversationMessage[] {
    return this.sentTo(chatId).filter(({ attachment, deletedAtMs }) => !attachment && deletedAtMs === undefined);
  }

  photosIn(chatId: string): readonly ConversationMessage[] {
    return this.sentTo(chatId).filter(({ attachment }) => attachment);
  }

  /** @returns How many messages of a chat were deleted or locked. */
  lostMessageCount(chatId: string): number {
    return this.sentTo(chatId).filter(({ deletedAtMs, isLocked }) => deletedAtMs !== undefined || isLocked).length;
  }

  isGone(chatId: string): boolean {
    return this.chat(this.#idsOf(chatId).at(-1) ?? chatId)?.state !== 'member';
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
    this.#refused.push({ chatId: parameters.text('chat_id'), method, messageId: parameters.integer('message_id') });
    const isSent = method.startsWith('send');
    return refusalAnswer(
      badRequest(isSent ? 'not enough rights to send text messages to the chat' : 'MESSAGE_REFUSED'),
    );
  }

  /** @returns The calls to a chat that were refused for good, those to the chat that it has become included. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    return this.#refused.filter((call) => this.#idsOf(chatId).includes(call.chatId));
  }

  /** Tells whether this service knows by now that the chat is to be left alone. */
  isKnownToBePaused(chatId: string, functionName: string): boolean {
    const news = this.#pauseNews.get(chatId);
    const { nowMs } = this.#kernel;
    return (
      news?.toldTo === functionName &&
      nowMs < this.model.floodControl.closedUntil(Number(chatId)) &&
      nowMs > news.knownAtMs
    );
  }

  /** The process of a function that was told of a limit could not pass it on: no other one can know. */
  forgetTheNews(functionName: string): void {
    for (const [chatId, { toldTo }] of this.#pauseNews) if (toldTo === functionName) this.#pauseNews.delete(chatId);
  }

  /** Of a chat, and of the one that it has become. */
  #idsOf(chatId: string): readonly string[] {
    const movedTo = this.chat(chatId)?.migratedToChatId;
    return movedTo === undefined ? [chatId] : [chatId, ...this.#idsOf(String(movedTo))];
  }
}
