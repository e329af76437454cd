import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { type BotApiReply, type Chat, refusal, type RefusedCall, type ShownMessage } from './chat';

/**
 * How long the news of a flood limit may take to reach every process of a function, ms. A call made meanwhile does not
 * count as impatient: the process that is told stores the limit in up to three attempts of 3 s each, and a process that
 * calls may have taken up to 3 s to read it before.
 */
const newsMs = 12_000;

/** How long a pressed button waits for its answer, ms; not documented by Telegram. */
const longestSpinnerMs = 150_000;

/**
 * What Telegram refuses: another token, a chat that is gone or has moved, too many calls, what can't be edited.
 *
 * @see https://core.telegram.org/bots/api#making-requests
 */
export class Refusals {
  /** The only token that is accepted. */
  token = 'token-1';
  readonly #kernel: Kernel;
  readonly #chats: ReadonlyMap<string, Chat>;
  readonly #draw: SeededRandom;

  constructor(kernel: Kernel, chats: ReadonlyMap<string, Chat>) {
    this.#kernel = kernel;
    this.#chats = chats;
    this.#draw = kernel.draws.of('telegram');
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

  /** @returns The chat to which a call goes, or the refusal of the call. */
  admit(token: string, chatId: string): Chat | BotApiReply {
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

  /** @returns The refusal of another text for a message, undefined: it is taken. */
  ofEdit(chat: Chat, message: ShownMessage, text: string): BotApiReply | undefined {
    if (chat.locked.has(message.messageId)) return refusal(400, "Bad Request: message can't be edited");
    if (message.text !== text) return undefined;
    return refusal(400, 'Bad Request: message is not modified: specified new message content is exactly the same');
  }

  /**
   * @param pressedAtMs - After a while Telegram takes no answer to a pressed button any more.
   * @returns The refusal of an answer to a pressed button, undefined: it is taken.
   */
  ofAnswer(token: string, pressedAtMs: number): BotApiReply | undefined {
    if (token !== this.token) return refusal(401, 'Unauthorized');
    if (this.#kernel.nowMs <= pressedAtMs + longestSpinnerMs) return undefined;
    return refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
  }
}
