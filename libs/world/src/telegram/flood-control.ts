import { type Chat } from './chats';
import { type BotApiError, tooManyRequests } from './refusals';

/** A token bucket: its capacity and refill interval. */
interface BucketSize {
  readonly capacity: number;
  readonly refillMs: number;
}

/**
 * Telegram's published limits: one message a second in a chat with short bursts, 20 a minute in a group, about 30 a
 * second in all. It promises no numbers; how long a burst may be is an assumption.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const sizes = {
  chat: { capacity: 3, refillMs: 1000 },
  group: { capacity: 20, refillMs: 3000 },
  bot: { capacity: 30, refillMs: 1000 / 30 },
} satisfies Record<string, BucketSize>;

/**
 * Refuses calls that come too fast, with 429 and the seconds to wait. It counts calls once it is switched on; a chat
 * that was closed stays closed for its time either way.
 */
export class FloodControl {
  isOn = false;
  private readonly fullAtMs = new Map<string, number>();
  private readonly closedUntilMs = new Map<number, number>();
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /**
   * Lets a message or an edit pass, or not. Edits count in groups like messages.
   *
   * @throws {BotApiError} 429 with `retry_after`, whole seconds; the chat is closed for that long.
   */
  admit(chat: Chat): void {
    const nowMs = this.nowMs();
    const closedUntilMs = this.closedUntil(chat.id);
    if (nowMs < closedUntilMs) throw tooManyRequests(closedUntilMs - nowMs);
    if (!this.isOn) return;
    const buckets = bucketsOf(chat);
    const waitMs = Math.max(
      ...buckets.map(([name, { capacity, refillMs }]) => this.fullAt(name) - nowMs - (capacity - 1) * refillMs),
    );
    if (waitMs > 0) throw this.close(chat.id, waitMs);
    for (const [name, { refillMs }] of buckets) this.fullAtMs.set(name, Math.max(this.fullAt(name), nowMs) + refillMs);
  }

  /** @returns When a bucket has all its permits again, epoch ms; 0: it always had. */
  private fullAt(bucket: string): number {
    return this.fullAtMs.get(bucket) ?? 0;
  }

  /** @returns When a chat was or will be open to the bot, epoch ms; 0: it always was. */
  closedUntil(chatId: number): number {
    return this.closedUntilMs.get(chatId) ?? 0;
  }

  /** Closes a chat to the bot, for whole seconds. @returns The refusal, which names the time until the last limit is over. */
  close(chatId: number, forMs: number): BotApiError {
    const nowMs = this.nowMs();
    const untilMs = Math.max(this.closedUntil(chatId), nowMs + Math.ceil(forMs / 1000) * 1000);
    this.closedUntilMs.set(chatId, untilMs);
    return tooManyRequests(untilMs - nowMs);
  }
}

const bucketsOf = ({ id, type }: Chat): readonly (readonly [name: string, size: BucketSize])[] => [
  [`chat ${id}`, sizes.chat],
  ['bot', sizes.bot],
  ...(type === 'private' ? [] : [[`group ${id}`, sizes.group] as const]),
];
