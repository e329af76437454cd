import { type Random } from '@pulso/kit/time';
import { type LocalClock } from '@pulso/world/time';
import { type OnBotApiEvent } from '../bot-api-event';
import { nextRetry } from './next-retry';
import { type PendingUpdate, type PendingUpdates } from './pending-updates';
import { type PushAnswer, errorOfPush, postUpdate } from './post-update';
import { type WebhookSettings } from './webhook-settings';

export interface PushDeps {
  readonly clock: LocalClock;
  readonly random: Random;
  readonly onEvent: OnBotApiEvent;
  /** How long the webhook may take to answer, real ms: while a push is in flight the clock does not jump. */
  readonly answerTimeoutMs: number;
}

/** Why the last push that failed did. */
export interface WebhookError {
  /** Epoch seconds. */
  readonly date: number;
  readonly message: string;
}

/** What is pushed, and where to. */
export interface PushState {
  readonly updates: PendingUpdates;
  /** As they are now; without a URL nothing is pushed. */
  settings(): WebhookSettings;
  /** Remembers why a push has failed. */
  fail(error: WebhookError): void;
}

/** Pushes the oldest update of every queue, again and again until it is taken or has expired. */
export class UpdatePusher {
  private readonly deps: PushDeps;
  private readonly state: PushState;
  private readonly inFlight = new Set<string>();
  private readonly stopped = new AbortController();

  constructor(deps: PushDeps, state: PushState) {
    this.deps = deps;
    this.state = state;
  }

  /** Cuts what is in flight, and pushes nothing any more. */
  stop(): void {
    this.stopped.abort();
  }

  /** Pushes what need not wait, as far as connections allow. */
  pushReady(): void {
    const { url, maxConnections } = this.state.settings();
    if (url === '' || this.stopped.signal.aborted) return;
    for (const head of this.state.updates.heads()) {
      if (this.inFlight.size >= maxConnections) return;
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
    const { url, secretToken } = this.state.settings();
    const answer = await postUpdate({
      url,
      secretToken,
      update: pending.update,
      timeoutMs: answerTimeoutMs,
      signal: this.stopped.signal,
    });
    this.inFlight.delete(pending.queue);
    if (!this.stopped.signal.aborted) this.settle(pending, answer);
    this.pushReady();
    release();
  }

  private settle(pending: PendingUpdate, answer: PushAnswer): void {
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
    if (answer.outcome === 'answered' && error === undefined) {
      this.state.updates.remove(pending);
      return;
    }
    this.state.fail({ date: Math.floor(this.deps.clock.nowMs() / 1000), message: error ?? '' });
    this.scheduleRetry(pending, answer);
  }

  private scheduleRetry(pending: PendingUpdate, answer: PushAnswer): void {
    const { clock, random } = this.deps;
    if (!this.state.updates.has(pending)) return;
    const retryAfterSeconds = answer.outcome === 'answered' ? answer.retryAfterSeconds : 0;
    const { waitSeconds, ...retry } = nextRetry(pending.retry, retryAfterSeconds, random);
    const retryAtMs = clock.nowMs() + waitSeconds * 1000;
    if (retryAtMs > pending.expiresAtMs) {
      this.expire(pending);
      return;
    }
    pending.retry = retry;
    pending.retryAtMs = retryAtMs;
    pending.cancelTimer = clock.setTimer(retryAtMs, () => {
      pending.retryAtMs = undefined;
      this.pushReady();
    });
  }

  private expire(pending: PendingUpdate): void {
    this.state.updates.remove(pending);
    this.deps.onEvent({ type: 'update-dropped', updateId: pending.update.update_id, reason: 'expired' });
    this.pushReady();
  }
}
