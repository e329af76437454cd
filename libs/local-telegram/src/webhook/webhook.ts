import { type LocalClock } from '@pulso/local-clock';
import { type Random } from '@pulso/time';
import { type OnBotApiEvent } from '../bot-api-event';
import { type TelegramUpdate } from '../telegram-types';
import { nextRetry } from './next-retry';
import { type PendingUpdate, PendingUpdates, type SavedUpdate } from './pending-updates';
import { type PushAnswer, errorOfPush, postUpdate } from './post-update';
import { updateRoute } from './update-route';
import { type SavedHealth, WebhookHealth } from './webhook-health';
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

/** What getWebhookInfo shows. Dates are epoch seconds. @see https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookStatus extends WebhookSettings {
  readonly pendingUpdateCount: number;
  readonly lastErrorDate: number | undefined;
  readonly lastErrorMessage: string | undefined;
}

/** What of a webhook outlives the server, as JSON. */
export interface SavedWebhook {
  readonly settings: WebhookSettings;
  readonly health: SavedHealth;
}

/**
 * Pushes updates to the webhook as Telegram does: one at a time within a chat, chats side by side, an update again and
 * again until a 2xx answers it or it expires. Whatever waits behind a failing update of its chat waits with it.
 */
export class Webhook {
  private readonly deps: WebhookDeps;
  private readonly updates = new PendingUpdates();
  private readonly inFlight = new Set<string>();
  private readonly stopped = new AbortController();
  private readonly health = new WebhookHealth();
  private settings = noWebhook;
  private isPaused = false;
  /** The highest id of those that were kept. */
  lastUpdateId: number | undefined;

  constructor(deps: WebhookDeps) {
    this.deps = deps;
  }

  /** Sets or, with an empty URL, removes the webhook. What is pending stays and goes to the new address. */
  set(settings: WebhookSettings): void {
    this.settings = settings;
    this.health.load();
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
      pendingUpdateCount: this.updates.list().length,
      lastErrorDate: this.health.lastError?.date,
      lastErrorMessage: this.health.lastError?.message,
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
    this.updates.add({ update, queue, expiresAtMs });
    this.pushReady();
    this.deps.onPending?.();
  }

  /** @returns What waits and has not expired, in the order of its ids. */
  pending(): readonly TelegramUpdate[] {
    const nowMs = this.deps.clock.nowMs();
    return this.updates
      .list()
      .filter(({ expiresAtMs }) => expiresAtMs >= nowMs)
      .map(({ update }) => update)
      .sort((a, b) => a.update_id - b.update_id);
  }

  /** Forgets what somebody who asks with getUpdates has got. */
  confirm(which: (update: TelegramUpdate) => boolean): void {
    for (const pending of this.updates.list()) {
      if (!which(pending.update)) continue;
      this.updates.remove(pending);
      this.deps.onEvent({ type: 'update-fetched', updateId: pending.update.update_id });
    }
  }

  dropPending(): void {
    this.updates.removeAll();
  }

  /** @returns Settings and waiting updates of this moment, for {@link load}. What is being pushed counts as waiting. */
  dump(): { readonly webhook: SavedWebhook; readonly updates: readonly SavedUpdate[] } {
    return { webhook: { settings: this.settings, health: this.health.dump() }, updates: this.updates.dump() };
  }

  /** Puts back what {@link dump} gave. Nothing is pushed before {@link resume}: the address may be an old one. */
  load({ settings, health }: SavedWebhook, updates: readonly SavedUpdate[]): void {
    this.isPaused = true;
    this.settings = settings;
    this.health.load(health);
    for (const saved of updates) this.awaitRetry(this.updates.add(saved));
  }

  resume(): void {
    this.isPaused = false;
    this.pushReady();
  }

  stop(): void {
    this.stopped.abort();
    this.settings = noWebhook;
    this.dropPending();
  }

  private pushReady(): void {
    if (this.settings.url === '' || this.isPaused || this.stopped.signal.aborted) return;
    for (const head of this.updates.heads()) {
      if (this.inFlight.size >= this.settings.maxConnections) return;
      if (head.retryAtMs === undefined && !this.inFlight.has(head.queue)) void this.push(head);
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
    const error = errorOfPush(answer);
    onEvent({
      type: 'update-pushed',
      updateId,
      attempt,
      accepted: error === undefined,
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
    });
    if (this.health.isGone(status, this.deps.clock.nowMs())) {
      this.set(noWebhook);
      onEvent({ type: 'webhook-closed', reason: '410 answers for more than 23 hours' });
    }

    if (answer.outcome === 'answered' && error === undefined) {
      this.updates.remove(pending);
      await this.deps.executeReply(answer);
      return;
    }
    this.health.fail(error ?? '', this.deps.clock.nowMs());
    this.scheduleRetry(pending, answer);
  }

  private scheduleRetry(pending: PendingUpdate, answer: PushAnswer): void {
    const { clock, random } = this.deps;
    if (!this.updates.has(pending)) return;
    const retryAfterSeconds = answer.outcome === 'answered' ? answer.retryAfterSeconds : 0;
    const { waitSeconds, ...retry } = nextRetry(pending.retry, retryAfterSeconds, random);
    const retryAtMs = clock.nowMs() + waitSeconds * 1000;
    if (retryAtMs > pending.expiresAtMs) {
      this.expire(pending);
      return;
    }
    pending.retry = retry;
    pending.retryAtMs = retryAtMs;
    this.awaitRetry(pending);
  }

  private awaitRetry(pending: PendingUpdate): void {
    if (pending.retryAtMs === undefined) return;
    pending.cancelTimer = this.deps.clock.setTimer(pending.retryAtMs, () => {
      pending.retryAtMs = undefined;
      this.pushReady();
    });
  }

  private expire(pending: PendingUpdate): void {
    this.updates.remove(pending);
    this.deps.onEvent({ type: 'update-dropped', updateId: pending.update.update_id, reason: 'expired' });
    this.pushReady();
  }
}
