import { type LocalClock } from '@pulso/local-clock';
import { type Random } from '@pulso/time';
import { type OnBotApiEvent } from '../bot-api-event';
import { type TelegramUpdate } from '../telegram-types';
import { type Retry, type RetryState, firstTry, nextRetry } from './next-retry';
import { type PushAnswer, postUpdate } from './post-update';
import { updateRoute } from './update-route';
import { type WebhookSettings, isAllowed, noWebhook } from './webhook-settings';

export interface WebhookDeps {
  readonly clock: LocalClock;
  readonly random: Random;
  readonly onEvent: OnBotApiEvent;
  /** How long the webhook may take to answer, real ms: while a push is in flight the clock does not jump. */
  readonly answerTimeoutMs: number;
  /** Told when an update has come, for those who ask with getUpdates. */
  readonly onPending?: () => void;
  /** Executes the method that a 2xx answer names. */
  readonly executeReply: (answer: PushAnswer & { outcome: 'answered' }) => Promise<void>;
}

interface PendingUpdate {
  readonly update: TelegramUpdate;
  readonly queue: string;
  readonly expiresAtMs: number;
  retry: RetryState;
  /** True until its time has come. */
  waiting: boolean;
  cancelTimer: () => void;
}

/** What getWebhookInfo shows. Dates are epoch seconds. @see https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookStatus extends WebhookSettings {
  readonly pendingUpdateCount: number;
  readonly lastErrorDate: number | undefined;
  readonly lastErrorMessage: string | undefined;
}

/** 410 answers and nothing else over so long a time close the webhook, ms. @see WebhookActor.h WEBHOOK_DROP_TIMEOUT */
const closeAfterGoneMs = 23 * 3600 * 1000;

/**
 * Pushes updates to the webhook as Telegram does: one at a time within a chat, chats side by side, an update again and
 * again until a 2xx answers it or it expires. Whatever waits behind a failing update of its chat waits with it.
 */
export class Webhook {
  private readonly deps: WebhookDeps;
  private readonly queues = new Map<string, PendingUpdate[]>();
  private readonly inFlight = new Set<string>();
  private readonly stopped = new AbortController();
  private settings = noWebhook;
  private lastError: { readonly date: number; readonly message: string } | undefined;
  private goneSinceMs: number | undefined;
  /** The highest id of those that were kept. */
  lastUpdateId: number | undefined;

  constructor(deps: WebhookDeps) {
    this.deps = deps;
  }

  /** Sets or, with an empty URL, removes the webhook. What is pending stays and goes to the new address. */
  set(settings: WebhookSettings): void {
    this.settings = settings;
    this.lastError = undefined;
    this.goneSinceMs = undefined;
    this.pushReady();
  }

  /** Changes which types of updates are kept from now on, webhook or not. */
  allow(allowedUpdates: readonly string[] | undefined): void {
    this.settings = { ...this.settings, allowedUpdates };
  }

  get current(): WebhookSettings {
    return this.settings;
  }

  status(): WebhookStatus {
    return {
      ...this.settings,
      pendingUpdateCount: [...this.queues.values()].reduce((count, queue) => count + queue.length, 0),
      lastErrorDate: this.lastError?.date,
      lastErrorMessage: this.lastError?.message,
    };
  }

  /** Accepts an update, or drops it at once when its type is not asked for. */
  enqueue(update: TelegramUpdate): void {
    const { type, queue, expiresAfterMs } = updateRoute(update);
    if (!isAllowed(this.settings, type)) {
      this.deps.onEvent({ type: 'update-dropped', updateId: update.update_id, reason: 'not-allowed' });
      return;
    }
    this.lastUpdateId = Math.max(this.lastUpdateId ?? update.update_id, update.update_id);
    const expiresAtMs = this.deps.clock.nowMs() + expiresAfterMs;
    const pending = { update, queue, expiresAtMs, retry: firstTry, waiting: false, cancelTimer: () => undefined };
    this.queues.set(queue, [...(this.queues.get(queue) ?? []), pending]);
    this.pushReady();
    this.deps.onPending?.();
  }

  /** @returns What waits and has not expired, in the order of its ids. */
  pending(): readonly TelegramUpdate[] {
    const nowMs = this.deps.clock.nowMs();
    return [...this.queues.values()]
      .flatMap((queue) => queue.filter(({ expiresAtMs }) => expiresAtMs >= nowMs).map(({ update }) => update))
      .sort((a, b) => a.update_id - b.update_id);
  }

  /** Forgets what somebody who asks with getUpdates has got. */
  confirm(which: (update: TelegramUpdate) => boolean): void {
    for (const pending of [...this.queues.values()].flat()) {
      if (!which(pending.update)) continue;
      pending.cancelTimer();
      this.remove(pending);
      this.deps.onEvent({ type: 'update-fetched', updateId: pending.update.update_id });
    }
  }

  dropPending(): void {
    for (const [queue, updates] of this.queues) {
      for (const pending of updates) pending.cancelTimer();
      this.queues.delete(queue);
    }
  }

  stop(): void {
    this.stopped.abort();
    this.settings = noWebhook;
    this.dropPending();
  }

  private pushReady(): void {
    if (this.settings.url === '' || this.stopped.signal.aborted) return;
    for (const [queue, [head]] of this.queues) {
      if (this.inFlight.size >= this.settings.maxConnections) return;
      if (head && !head.waiting && !this.inFlight.has(queue)) void this.push(head);
    }
  }

  private async push(pending: PendingUpdate): Promise<void> {
    const { clock, answerTimeoutMs } = this.deps;
    if (pending.expiresAtMs < clock.nowMs()) {
      this.expire(pending);
      return;
    }
    const release = clock.hold();
    this.inFlight.add(pending.queue);
    const { url, secretToken } = this.settings;
    const answer = await postUpdate({
      url,
      secretToken,
      update: pending.update,
      timeoutMs: answerTimeoutMs,
      signal: this.stopped.signal,
    });
    this.inFlight.delete(pending.queue);
    if (!this.stopped.signal.aborted) await this.settle(pending, answer);
    this.pushReady();
    release();
  }

  private async settle(pending: PendingUpdate, answer: PushAnswer): Promise<void> {
    const { onEvent } = this.deps;
    const { updateId, attempt } = { updateId: pending.update.update_id, attempt: pending.retry.failureCount + 1 };
    const status = answer.outcome === 'answered' ? answer.status : undefined;
    const error = errorOf(answer);
    onEvent({
      type: 'update-pushed',
      updateId,
      attempt,
      accepted: error === undefined,
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
    });
    this.watchForGone(status);

    if (answer.outcome === 'answered' && error === undefined) {
      this.remove(pending);
      await this.deps.executeReply(answer);
      return;
    }
    this.lastError = { date: Math.floor(this.deps.clock.nowMs() / 1000), message: error ?? '' };
    this.scheduleRetry(pending, answer);
  }

  private scheduleRetry(pending: PendingUpdate, answer: PushAnswer): void {
    const { clock, random } = this.deps;
    if (!this.queues.get(pending.queue)?.includes(pending)) return;
    const retryAfterSeconds = answer.outcome === 'answered' ? answer.retryAfterSeconds : 0;
    const retry: Retry = nextRetry(pending.retry, retryAfterSeconds, random);
    const nextAtMs = clock.nowMs() + retry.waitSeconds * 1000;
    if (nextAtMs > pending.expiresAtMs) {
      this.expire(pending);
      return;
    }
    pending.retry = retry;
    pending.waiting = true;
    pending.cancelTimer = clock.setTimer(nextAtMs, () => {
      pending.waiting = false;
      this.pushReady();
    });
  }

  private expire(pending: PendingUpdate): void {
    this.remove(pending);
    this.deps.onEvent({ type: 'update-dropped', updateId: pending.update.update_id, reason: 'expired' });
    this.pushReady();
  }

  private remove(pending: PendingUpdate): void {
    const rest = this.queues.get(pending.queue)?.filter((other) => other !== pending) ?? [];
    if (rest.length > 0) this.queues.set(pending.queue, rest);
    else this.queues.delete(pending.queue);
  }

  private watchForGone(status: number | undefined): void {
    // A hang-up is no verdict about 410: only an answer of another status resets the watch.
    if (status === undefined) return;
    if (status !== 410) {
      this.goneSinceMs = undefined;
      return;
    }
    const nowMs = this.deps.clock.nowMs();
    this.goneSinceMs ??= nowMs;
    if (nowMs - this.goneSinceMs > closeAfterGoneMs) {
      this.set(noWebhook);
      this.deps.onEvent({ type: 'webhook-closed', reason: '410 answers for more than 23 hours' });
    }
  }
}

function errorOf(answer: PushAnswer): string | undefined {
  if (answer.outcome === 'failed') return answer.reason;
  const { status, statusText } = answer;
  return status >= 200 && status <= 299 ? undefined : `Wrong response from the webhook: ${status} ${statusText}`;
}
