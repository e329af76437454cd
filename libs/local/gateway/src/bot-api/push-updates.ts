import { type IncomingMessage, request } from 'node:http';
import { finished } from 'node:stream/promises';

import { type PendingUpdate, type PushAnswer, type Webhook } from '@pulso/world/telegram';
import { type LocalClock } from '@pulso/world/time';

export interface UpdatePusherOptions {
  readonly clock: Pick<LocalClock, 'hold' | 'setTimer'>;
  readonly webhook: Webhook;
  /** How long the webhook may take to answer, real ms: while a push is in flight the clock does not jump. */
  readonly answerTimeoutMs: number;
}

/** Pushes waiting updates to the bot's webhook. */
export class UpdatePusher {
  private readonly options: UpdatePusherOptions;
  private readonly stopped = new AbortController();

  constructor(options: UpdatePusherOptions) {
    this.options = options;
  }

  /** Cuts pushes in flight, and stops pushing. */
  stop(): void {
    this.stopped.abort();
  }

  pushReady(): void {
    if (this.stopped.signal.aborted) return;
    for (const pending of this.options.webhook.takeReady()) void this.push(pending);
  }

  private async push(pending: PendingUpdate): Promise<void> {
    const { clock, webhook } = this.options;
    const release = clock.hold();
    const answer = await this.post(pending);
    if (!this.stopped.signal.aborted) {
      const retryAtMs = webhook.settle(pending, answer);
      if (retryAtMs !== undefined) clock.setTimer(retryAtMs, () => this.pushReady());
      this.pushReady();
    }
    release();
  }

  /**
   * Posts one update. Redirects are not followed, connections are not kept.
   *
   * @returns The answer of any status, or why there was none; it never throws.
   */
  private post({ update }: PendingUpdate): Promise<PushAnswer> {
    const { webhook, answerTimeoutMs } = this.options;
    const { url, secretToken } = webhook.status();
    const body = Buffer.from(JSON.stringify(update));
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'accept-encoding': 'gzip, deflate',
      ...(secretToken !== '' && { 'x-telegram-bot-api-secret-token': secretToken }),
    };
    return new Promise((resolve) => {
      const fail = (reason: string): void => resolve({ outcome: 'failed', reason });
      const call = request(url, { method: 'POST', headers, agent: false, signal: this.stopped.signal });
      const timeout = setTimeout(() => {
        fail('Read timeout expired');
        call.destroy();
      }, answerTimeoutMs);
      let isAnswering = false;
      call.on('close', () => {
        clearTimeout(timeout);
        if (!isAnswering) fail('Connection closed');
      });
      call.on('error', ({ code }: NodeJS.ErrnoException) =>
        fail(code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection closed'),
      );
      call.on('response', (response) => {
        isAnswering = true;
        readAnswer(response).then(resolve, () => fail('Connection closed'));
      });
      call.end(body);
    });
  }
}

/** The body is ignored: a method that it names is not executed. */
async function readAnswer(response: IncomingMessage): Promise<PushAnswer> {
  response.resume();
  await finished(response);
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) || 0,
  };
}
