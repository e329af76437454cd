import { type LocalClock } from '@pulso/local-clock';
import { BotApiError } from '../bot-api-error';
import { type TelegramUpdate } from '../telegram-types';
import { type Webhook } from '../webhook/webhook';

/** What getUpdates asks for. @see https://core.telegram.org/bots/api#getupdates */
export interface UpdatesRequest {
  /** The first update that is wanted; 0: the oldest; negative: that many of the latest, the others are forgotten. */
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
}

/** An offset may be so much above the id that the next update will have. */
const farthestOffset = 10;

interface Waiting {
  readonly answer: () => void;
  readonly refuse: (error: BotApiError) => void;
}

/**
 * Serves getUpdates: one caller at a time, who confirms what it has by asking for what comes behind.
 *
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp do_get_updates
 */
export class UpdatePoller {
  private readonly webhook: Webhook;
  private readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  private waiting: Waiting | undefined;
  private lastCallMs = -Infinity;

  constructor(webhook: Webhook, clock: Pick<LocalClock, 'nowMs' | 'setTimer'>) {
    this.webhook = webhook;
    this.clock = clock;
  }

  /** @throws {BotApiError} 409, at once or later: another client asks, or a webhook is set. */
  async get(request: UpdatesRequest): Promise<readonly TelegramUpdate[]> {
    this.lastCallMs = this.clock.nowMs();
    const asked = this.isBeyondReason(request.offset) ? { ...request, offset: 0 } : request;
    this.forget(asked.offset);
    const updates = this.take(asked);
    if (updates.length > 0 || request.timeoutSeconds === 0) return updates;
    this.interrupt('terminated by other getUpdates request; make sure that only one bot instance is running');
    await this.wait(request.timeoutSeconds);
    this.lastCallMs = this.clock.nowMs();
    return this.take(asked);
  }

  /** Ends the waiting call, if there is one, with a conflict. */
  interrupt(reason: string): void {
    this.waiting?.refuse(new BotApiError(409, `Conflict: ${reason}`));
  }

  /** To be called when an update has come. */
  wake(): void {
    this.waiting?.answer();
  }

  /** Whether a client asks for updates, or did so in the last minute. */
  isPolling(): boolean {
    return this.waiting !== undefined || this.clock.nowMs() - this.lastCallMs < 60_000;
  }

  private wait(timeoutSeconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        cancelTimer();
        if (this.waiting === waiting) this.waiting = undefined;
      };
      const waiting: Waiting = {
        answer: () => {
          end();
          resolve();
        },
        refuse: (error) => {
          end();
          reject(error);
        },
      };
      const cancelTimer = this.clock.setTimer(this.clock.nowMs() + timeoutSeconds * 1000, waiting.answer);
      this.waiting = waiting;
    });
  }

  /** An offset from another time confirms nothing: it is taken for none. @see tddb/td/db/TQueue.cpp get */
  private isBeyondReason(offset: number): boolean {
    const { lastUpdateId } = this.webhook;
    return lastUpdateId !== undefined && offset > lastUpdateId + 1 + farthestOffset;
  }

  private forget(offset: number): void {
    if (offset > 0) this.webhook.confirm((update) => update.update_id < offset);
    if (offset >= 0) return;
    const kept = new Set(this.webhook.pending().slice(offset));
    this.webhook.confirm((update) => !kept.has(update));
  }

  private take({ offset, limit }: UpdatesRequest): readonly TelegramUpdate[] {
    return this.webhook
      .pending()
      .filter((update) => update.update_id >= offset)
      .slice(0, limit);
  }
}
