import { type TelegramUpdate } from '../telegram-types';
import { type RetryState, firstTry } from './next-retry';

/** An update that the bot has not taken yet. */
export interface PendingUpdate {
  readonly update: TelegramUpdate;
  /** Updates of one queue go out one after the other. */
  readonly queue: string;
  readonly expiresAtMs: number;
  retry: RetryState;
  /** When it is tried again; undefined: it need not wait. */
  retryAtMs: number | undefined;
  cancelTimer: () => void;
}

/** The updates that wait for the bot, by queue. */
export class PendingUpdates {
  private readonly queues = new Map<string, PendingUpdate[]>();

  add(given: Pick<PendingUpdate, 'expiresAtMs' | 'queue' | 'update'>): void {
    const pending: PendingUpdate = { ...given, retry: firstTry, retryAtMs: undefined, cancelTimer: () => undefined };
    this.queues.set(given.queue, [...(this.queues.get(given.queue) ?? []), pending]);
  }

  has(pending: PendingUpdate): boolean {
    return this.queues.get(pending.queue)?.includes(pending) ?? false;
  }

  /** Gives the oldest of every queue; what is removed meanwhile does not come any more. */
  *heads(): Iterable<PendingUpdate> {
    for (const [head] of this.queues.values()) if (head) yield head;
  }

  /** @returns All, those of one queue in their order. */
  list(): readonly PendingUpdate[] {
    return [...this.queues.values()].flat();
  }

  remove(pending: PendingUpdate): void {
    pending.cancelTimer();
    const rest = this.queues.get(pending.queue)?.filter((other) => other !== pending) ?? [];
    if (rest.length > 0) this.queues.set(pending.queue, rest);
    else this.queues.delete(pending.queue);
  }

  removeAll(): void {
    for (const pending of this.list()) this.remove(pending);
  }
}
