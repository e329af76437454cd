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

/** A call to a chat that no retry can save. */
export interface RefusedCall {
  readonly chatId: string;
  readonly method: string;
  /** The message to be edited; 0: a new message. */
  readonly messageId: number;
}

/**
 * How long a flood limit may take to reach every process of a function, ms. Calls in that time are not violations: the
 * process that is told stores the limit in up to three attempts of 3 s each, and a calling process may have read the
 * limit up to 3 s earlier.
 */
const newsMs = 12_000;

/** Telegram in one world, and what the checks ask about its chats. Chat ids are texts, as in the services. */
export class Telegram {
  /** The only token that is accepted. */
  token = 'token-1';
  readonly model: TelegramModel;
  readonly #kernel: Kernel;
  readonly #refused: RefusedCall[] = [];
  /** The function that was told of a pause, and when all its processes can know it. */
  readonly #pauseNews = new Map<string, { readonly toldTo: string; readonly knownAtMs: number }>();

  /** @param onShown - Called for each new or changed message of the bot. */
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
    // Any address does: the world carries updates itself.
    this.model.call('setWebhook', CallParameters.of({ url: 'http://127.0.0.1/' }));
  }

  chat(chatId: string): Chat | undefined {
    return this.model.chats.get(Number(chatId));
  }

  /** Every message of a chat and of its supergroup, in the order of posting, deleted or not. */
  sentTo(chatId: string): readonly ConversationMessage[] {
    return this.#idsOf(chatId)
      .flatMap((id) => this.model.conversation.messagesOf(Number(id)))
      .filter(({ from }) => from === 'bot');
  }

  /** The messages that people see, without pictures. */
  messagesIn(chatId: string): readonly ConversationMessage[] {
    return this.sentTo(chatId).filter(({ attachment, deletedAtMs }) => !attachment && deletedAtMs === undefined);
  }

  photosIn(chatId: string): readonly ConversationMessage[] {
    return this.sentTo(chatId).filter(({ attachment }) => attachment);
  }

  /** @returns The number of deleted or locked messages of a chat. */
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

  /** A chat refuses a message of any sender. An edit is refused with markup or without. */
  reject(method: MethodName, parameters: CallParameters): BotApiAnswer {
    this.#refused.push({ chatId: parameters.text('chat_id'), method, messageId: parameters.integer('message_id') });
    const isSent = method.startsWith('send');
    return refusalAnswer(
      badRequest(isSent ? 'not enough rights to send text messages to the chat' : 'MESSAGE_REFUSED'),
    );
  }

  /** @returns The calls to a chat and its supergroup that were refused for good. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    return this.#refused.filter((call) => this.#idsOf(chatId).includes(call.chatId));
  }

  /** Whether this service knows by now that the chat must pause. */
  isKnownToBePaused(chatId: string, functionName: string): boolean {
    const news = this.#pauseNews.get(chatId);
    const { nowMs } = this.#kernel;
    return (
      news?.toldTo === functionName &&
      nowMs < this.model.floodControl.closedUntil(Number(chatId)) &&
      nowMs > news.knownAtMs
    );
  }

  /** The process that was told of a limit could not store it, so no other one can know. */
  forgetTheNews(functionName: string): void {
    for (const [chatId, { toldTo }] of this.#pauseNews) if (toldTo === functionName) this.#pauseNews.delete(chatId);
  }

  /** The ids of a chat and its supergroup. */
  #idsOf(chatId: string): readonly string[] {
    const movedTo = this.chat(chatId)?.migratedToChatId;
    return movedTo === undefined ? [chatId] : [chatId, ...this.#idsOf(String(movedTo))];
  }
}
