import { type Random } from '@pulso/kit/time';

import { type PeopleEvent } from '../what-people-see';
import { type RetryState, type TelegramUpdate, firstTry, nextRetry, updateRoute } from './update-schedule';

/** What setWebhook sets. An empty `url` means that there is no webhook. */
interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string;
  /** 1 to 100. */
  readonly maxConnections: number;
  /** `undefined`: all types. */
  readonly allowedUpdates: readonly string[] | undefined;
}

export const noWebhook: WebhookSettings = { url: '', secretToken: '', maxConnections: 40, allowedUpdates: undefined };

/** What getWebhookInfo shows. The date is in epoch seconds. @see https://core.telegram.org/bots/api#webhookinfo */
interface WebhookStatus extends WebhookSettings {
  readonly pendingUpdateCount: number;
  readonly lastError: { readonly date: number; readonly message: string } | undefined;
}

/** An update that the bot has not taken yet. */
export interface PendingUpdate {
  readonly update: TelegramUpdate;
  readonly queue: string;
  readonly expiresAtMs: number;
  retry: RetryState;
  /** When it may be pushed, epoch ms. */
  readyAtMs: number;
  isInFlight: boolean;
}

/** How one push ended. `failed` stands for an attempt without an answer. */
export type PushAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly retryAfterSeconds: number;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

interface WebhookDeps {
  /** Epoch ms. */
  readonly nowMs: () => number;
  readonly random: Random;
  readonly tell: (event: PeopleEvent) => void;
  /** Told that there may be something to push. */
  readonly onReady: () => void;
}

/**
 * The updates that wait for the bot, pushed as Telegram does: one at a time within a chat, chats side by side, an update
 * again and again until a 2xx answers it or it expires. Later updates of a chat wait behind one that fails.
 */
export class Webhook {
  private readonly deps: WebhookDeps;
  private readonly queues = new Map<string, PendingUpdate[]>();
  private lastError: WebhookStatus['lastError'];
  private settings = noWebhook;

  constructor(deps: WebhookDeps) {
    this.deps = deps;
  }

  /** Sets or, with an empty URL, removes the webhook. What is pending stays and goes to the new address. */
  set(settings: WebhookSettings): void {
    this.settings = settings;
    this.lastError = undefined;
    this.deps.onReady();
  }

  status(): WebhookStatus {
    return { ...this.settings, pendingUpdateCount: this.pendingUpdates().length, lastError: this.lastError };
  }

  /** What waits for the bot, those of one chat in their order. */
  pendingUpdates(): readonly TelegramUpdate[] {
    return [...this.queues.values()].flat().map(({ update }) => update);
  }

  /** Accepts an update, or drops it at once when its type is not asked for. */
  enqueue(update: TelegramUpdate): void {
    const { type, queue, expiresAfterMs } = updateRoute(update);
    if (this.settings.allowedUpdates?.includes(type) === false) {
      return this.deps.tell({ type: 'update-dropped', updateId: update.update_id, reason: 'not-allowed' });
    }
    const nowMs = this.deps.nowMs();
    const pending = { update, queue, expiresAtMs: nowMs + expiresAfterMs, retry: firstTry, readyAtMs: nowMs };
    this.queues.set(queue, [...(this.queues.get(queue) ?? []), { ...pending, isInFlight: false }]);
    this.deps.onReady();
  }

  /** @returns What is to be pushed now, as far as connections allow; {@link settle} takes each one's answer. */
  takeReady(): readonly PendingUpdate[] {
    if (this.settings.url === '') return [];
    const nowMs = this.deps.nowMs();
    for (const queue of this.queues.values()) {
      for (const pending of [...queue]) {
        if (pending.isInFlight || pending.expiresAtMs >= nowMs) break;
        this.expire(pending);
      }
    }
    const heads = [...this.queues.values()].flatMap(([head]) => head ?? []);
    const inFlightCount = heads.filter(({ isInFlight }) => isInFlight).length;
    const ready = heads
      .filter(({ isInFlight, readyAtMs }) => !isInFlight && readyAtMs <= nowMs)
      .slice(0, Math.max(0, this.settings.maxConnections - inFlightCount));
    for (const pending of ready) pending.isInFlight = true;
    return ready;
  }

  /** Takes the answer to a push. @returns When the update is to be pushed again, epoch ms; undefined: never. */
  settle(pending: PendingUpdate, answer: PushAnswer): number | undefined {
    const { nowMs, random, tell } = this.deps;
    const { update_id: updateId } = pending.update;
    const reason = errorOf(answer);
    pending.isInFlight = false;
    if (reason === undefined) {
      tell({ type: 'update-taken', updateId });
      this.remove(pending);
      return undefined;
    }
    tell({ type: 'update-refused', updateId, attempt: pending.retry.failureCount + 1, reason });
    this.lastError = { date: Math.floor(nowMs() / 1000), message: reason };
    if (!this.queues.get(pending.queue)?.includes(pending)) return undefined;
    const retryAfterSeconds = answer.outcome === 'answered' ? answer.retryAfterSeconds : 0;
    const { waitSeconds, ...retry } = nextRetry(pending.retry, retryAfterSeconds, random);
    pending.retry = retry;
    pending.readyAtMs = nowMs() + waitSeconds * 1000;
    if (pending.readyAtMs <= pending.expiresAtMs) return pending.readyAtMs;
    this.expire(pending);
    return undefined;
  }

  private expire(pending: PendingUpdate): void {
    this.remove(pending);
    this.deps.tell({ type: 'update-dropped', updateId: pending.update.update_id, reason: 'expired' });
  }

  private remove(pending: PendingUpdate): void {
    const rest = this.queues.get(pending.queue)?.filter((other) => other !== pending) ?? [];
    if (rest.length > 0) this.queues.set(pending.queue, rest);
    else this.queues.delete(pending.queue);
  }
}

/** @returns What Telegram says of a push that was not taken; undefined when it was. */
function errorOf(answer: PushAnswer): string | undefined {
  if (answer.outcome === 'failed') return answer.reason;
  const { status, statusText } = answer;
  return status >= 200 && status <= 299 ? undefined : `Wrong response from the webhook: ${status} ${statusText}`;
}
