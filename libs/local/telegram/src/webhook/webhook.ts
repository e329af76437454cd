import { type TelegramUpdate } from '../telegram-types';
import { PendingUpdates } from './pending-updates';
import { type PushDeps, UpdatePusher, type WebhookError } from './update-pusher';
import { updateRoute } from './update-route';
import { type WebhookSettings, isAllowed, noWebhook } from './webhook-settings';

/** What getWebhookInfo shows. Dates are epoch seconds. @see https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookStatus extends WebhookSettings {
  readonly pendingUpdateCount: number;
  readonly lastErrorDate: number | undefined;
  readonly lastErrorMessage: string | undefined;
}

/**
 * Pushes updates to the webhook as Telegram does: one at a time within a chat, chats side by side, an update again and
 * again until a 2xx answers it or it expires. Later updates of a chat wait behind one that fails.
 */
export class Webhook {
  private readonly deps: PushDeps;
  private readonly updates = new PendingUpdates();
  private lastError: WebhookError | undefined;
  private settings = noWebhook;
  private readonly pusher: UpdatePusher;

  constructor(deps: PushDeps) {
    this.deps = deps;
    this.pusher = new UpdatePusher(deps, {
      updates: this.updates,
      settings: () => this.settings,
      fail: (error) => (this.lastError = error),
    });
  }

  /** Sets or, with an empty URL, removes the webhook. What is pending stays and goes to the new address. */
  set(settings: WebhookSettings): void {
    this.settings = settings;
    this.lastError = undefined;
    this.pusher.pushReady();
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
      lastErrorDate: this.lastError?.date,
      lastErrorMessage: this.lastError?.message,
    };
  }

  pendingUpdates(): readonly TelegramUpdate[] {
    return this.updates.list().map(({ update }) => update);
  }

  /** Accepts an update, or drops it at once when its type is not asked for. */
  enqueue(update: TelegramUpdate): void {
    const { type, queue, expiresAfterMs } = updateRoute(update);
    if (!isAllowed(this.settings, type)) {
      this.deps.onEvent({ type: 'update-dropped', updateId: update.update_id, reason: 'not-allowed' });
      return;
    }
    const expiresAtMs = this.deps.clock.nowMs() + expiresAfterMs;
    this.updates.add({ update, queue, expiresAtMs });
    this.pusher.pushReady();
  }

  dropPending(): void {
    this.updates.removeAll();
  }

  stop(): void {
    this.pusher.stop();
    this.settings = noWebhook;
    this.dropPending();
  }
}
