import { type Chat } from './chats';
import { type BotApiError, tooManyRequests } from './refusals';

/** A bucket of permits: it holds so many, and gets one back every so often. */
interface BucketSize {
  readonly capacity: number;
  readonly refillMs: number;
}

/**
 * What Telegram tells about its limits: one message a second in a chat with short bursts, 20 a minute in a group, about
 * 30 a second in all. It promises no numbers; how long a burst may be is an assumption.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const sizes = {
  chat: { capacity: 3, refillMs: 1000 },
  group: { capacity: 20, refillMs: 3000 },
  bot: { capacity: 30, refillMs: 1000 / 30 },
} satisfies Record<string, BucketSize>;

/**
 * Refuses what comes too fast, with 429 and the seconds to wait. It counts calls once it is switched on; a chat that was
 * closed stays closed for its time either way.
 */
export class FloodControl {
  isOn = false;
  private readonly buckets = new Map<string, Bucket>();
  private readonly closedUntilMs = new Map<number, number>();
  private readonly nowMs: () => number;
  private nextWebhookAtMs = 0;

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
    const buckets = this.bucketsOf(chat);
    const waitMs = Math.max(...buckets.map((bucket) => bucket.waitMs(nowMs)));
    if (waitMs > 0) throw this.close(chat.id, waitMs);
    for (const bucket of buckets) bucket.take(nowMs);
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

  /**
   * Lets a webhook be set once a second.
   *
   * @throws {BotApiError} 429.
   * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp next_allowed_set_webhook_time_
   */
  admitWebhook(): void {
    if (!this.isOn) return;
    const nowMs = this.nowMs();
    if (nowMs < this.nextWebhookAtMs) throw tooManyRequests(1000);
    this.nextWebhookAtMs = nowMs + 1000;
  }

  private bucketsOf({ id, type }: Chat): Bucket[] {
    const chat = this.bucket(`chat ${id}`, sizes.chat);
    const bot = this.bucket('bot', sizes.bot);
    return type === 'private' ? [chat, bot] : [chat, bot, this.bucket(`group ${id}`, sizes.group)];
  }

  private bucket(name: string, size: BucketSize): Bucket {
    const known = this.buckets.get(name);
    if (known) return known;
    const bucket = new Bucket(size);
    this.buckets.set(name, bucket);
    return bucket;
  }
}

class Bucket {
  private readonly size: BucketSize;
  /** When it is full again. */
  private fullAtMs = 0;

  constructor(size: BucketSize) {
    this.size = size;
  }

  /** How long until there is a permit, 0: now. */
  waitMs(nowMs: number): number {
    const { capacity, refillMs } = this.size;
    return Math.max(0, this.fullAtMs - nowMs - (capacity - 1) * refillMs);
  }

  take(nowMs: number): void {
    this.fullAtMs = Math.max(this.fullAtMs, nowMs) + this.size.refillMs;
  }
}
