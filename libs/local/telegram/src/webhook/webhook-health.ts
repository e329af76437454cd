/** 410 answers and nothing else over so long a time close the webhook, ms. @see WebhookActor.h WEBHOOK_DROP_TIMEOUT */
const closeAfterGoneMs = 23 * 3600 * 1000;

interface WebhookError {
  /** Epoch seconds. */
  readonly date: number;
  readonly message: string;
}

/** What is remembered of pushes that failed. */
interface Health {
  readonly lastError?: WebhookError;
  readonly goneSinceMs?: number;
}

/** How a webhook has done so far. */
export class WebhookHealth {
  private state: Health = {};

  get lastError(): WebhookError | undefined {
    return this.state.lastError;
  }

  /** Begins anew. */
  reset(): void {
    this.state = {};
  }

  fail(message: string, nowMs: number): void {
    this.state = { ...this.state, lastError: { date: Math.floor(nowMs / 1000), message } };
  }

  /**
   * Takes notice of how a push was answered.
   *
   * @param status - undefined: it was not.
   * @returns Whether the webhook has said for so long that it is gone that it is to be closed.
   */
  isGone(status: number | undefined, nowMs: number): boolean {
    // A hang-up is no verdict about 410: only an answer of another status resets the watch.
    if (status === undefined) return false;
    const { goneSinceMs = nowMs, ...rest } = this.state;
    this.state = status === 410 ? { ...rest, goneSinceMs } : rest;
    return status === 410 && nowMs - goneSinceMs > closeAfterGoneMs;
  }
}
