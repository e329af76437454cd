import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { createJsonLog } from '@pulso/logging';
import { type QueueMessage } from '@pulso/message-batches';
import { type Clock } from '@pulso/time';

import { type ReportUpdatesDeps, processReportUpdates } from '../process-report-updates';
import { type QueuedUpdate } from '../split-update';
import { FakeDeliveryStore } from './fake-delivery-store';
import { FakeTelegram } from './fake-telegram';

interface Queued {
  readonly messageId: string;
  readonly body: string;
  visibleAtMs: number;
  receiveCount: number;
}

/** The process is gone: nothing it calls works any more, and SQS never hears from it. */
class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** What goes wrong at which call of a port, counted over the whole world, and on which side of the call's effect. */
export interface Fault {
  readonly atCall: number;
  readonly when: 'before' | 'after';
  /** `dies`: the process is gone. `throws`: the call fails and the process lives. */
  readonly kind: 'dies' | 'throws';
}

class PortFailed extends Error {
  override readonly name = 'PortFailed';
}

const startMs = Date.parse('2026-11-25T12:30:00Z');

/** The notifier with everything around it, on a clock of its own: queue, store, Telegram, crashes. */
export class World {
  nowMs = startMs;
  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    sleep: (durationMs) => {
      this.nowMs += durationMs;
      return Promise.resolve();
    },
  };
  readonly store = new FakeDeliveryStore(this.clock);
  readonly telegram = new FakeTelegram();
  readonly logLines: string[] = [];
  readonly sent: QueuedUpdate[] = [];
  readonly deadLetters: string[] = [];
  faults: readonly Fault[] = [];
  portCallCount = 0;
  tokenRefreshCount = 0;
  #queue: Queued[] = [];
  #counter = 0;
  #isDead = false;

  readonly deps: ReportUpdatesDeps = {
    store: {
      read: (key) => this.#call(() => this.store.read(key)),
      write: (key, write) => this.#call(() => this.store.write(key, write)),
    },
    botApi: {
      sendMessage: (message) => this.#call(() => this.telegram.sendMessage(message)),
      editMessageText: (message) => this.#call(() => this.telegram.editMessageText(message)),
    },
    sendReportUpdates: (messages) => this.#call(() => this.#send(messages)),
    refreshBotToken: () =>
      this.#call(() => {
        this.tokenRefreshCount += 1;
        return Promise.resolve();
      }),
    clock: this.clock,
    random: () => 0.5,
    newToken: () => `token-${(this.#counter += 1)}`,
    log: createJsonLog((line) => this.logLines.push(line)),
  };

  /** Hands bodies to the notifier as one batch, past the queue. @returns Indices of those that come back. */
  async process(...bodies: unknown[]): Promise<number[]> {
    const records = bodies.map((body, index) => record({ messageId: String(index), body: textOf(body) }));
    const { batchItemFailures } = await processReportUpdates(records, this.deps);
    return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
  }

  enqueue(body: unknown, delayMs = 0): void {
    this.#counter += 1;
    const messageId = `m${this.#counter}`;
    this.#queue.push({ messageId, body: textOf(body), visibleAtMs: this.nowMs + delayMs, receiveCount: 0 });
  }

  /** Lets the queue deliver until it is empty, messages that fail again after their visibility timeout. */
  async drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const next = this.#queue.reduce((first, other) => (other.visibleAtMs < first.visibleAtMs ? other : first));
      this.nowMs = Math.max(this.nowMs, next.visibleAtMs);
      await this.#receive(next);
    }
  }

  async #receive(message: Queued): Promise<void> {
    message.receiveCount += 1;
    message.visibleAtMs = this.nowMs + reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;
    this.#isDead = false;
    const { batchItemFailures } = await processReportUpdates([record(message)], this.deps);
    const succeeded = !this.#isDead && batchItemFailures.length === 0;
    this.#isDead = false;
    if (!succeeded && message.receiveCount < reportUpdatesDelivery.maxReceiveCount) return;
    if (!succeeded) this.deadLetters.push(message.body);
    this.#queue = this.#queue.filter((other) => other !== message);
  }

  #send(messages: readonly QueuedUpdate[]): Promise<void> {
    this.sent.push(...messages);
    for (const { body, delaySeconds = 0 } of messages) this.enqueue(body, delaySeconds * 1000);
    return Promise.resolve();
  }

  async #call<T>(effect: () => Promise<T>): Promise<T> {
    this.portCallCount += 1;
    const { portCallCount } = this;
    const fault = this.faults.find(({ atCall }) => atCall === portCallCount);
    if (fault?.when === 'before') this.#fail(fault);
    if (this.#isDead) throw new ProcessDied();
    const result = await effect();
    if (fault) this.#fail(fault);
    if (this.#isDead) throw new ProcessDied();
    return result;
  }

  #fail({ kind }: Fault): void {
    if (kind === 'throws') throw new PortFailed();
    this.#isDead = true;
  }
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const record = ({ messageId, body, receiveCount = 1 }: Pick<Queued, 'messageId' | 'body'> & Partial<Queued>): QueueMessage => ({
  messageId,
  body,
  attributes: { ApproximateReceiveCount: String(receiveCount) },
});
