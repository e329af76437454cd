import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { createJsonLog } from '@pulso/logging';
import { type QueueMessage } from '@pulso/message-batches';
import { type Clock } from '@pulso/time';

import { type QueuedUpdate } from '../ports';
import { type ReportUpdatesDeps, processReportUpdates } from '../process-report-updates';
import { type LoadedTools, type MailTools, type RenderPng } from '../tools';
import { FakeDeliveryStore } from './fake-delivery-store';
import { FakePosts, renderBody, renderChart, renderMail } from './fake-posts';
import { FakeTelegram } from './fake-telegram';

interface Queued {
  readonly messageId: string;
  readonly body: string;
  visibleAtMs: number;
  receiveCount: number;
}

/** One execution environment. */
interface Process {
  isDead: boolean;
}

/** The process is gone: nothing it calls works any more, and SQS never hears from it. */
class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

class PortFailed extends Error {
  override readonly name = 'PortFailed';
}

/** What goes wrong at which call of a port, counted over the whole world, and on which side of the call's effect. */
export interface Fault {
  readonly atCall: number;
  readonly when: 'before' | 'after';
  /** `dies`: the process is gone. `throws`: the call fails and the process lives. */
  readonly kind: 'dies' | 'throws';
}

const startMs = Date.parse('2026-11-25T12:30:00Z');
/** How long a call can be on its way at most, and how long another process may work during one. */
const longestLatenessMs = 12_000;

/** The notifier with everything around it, on a clock of its own: queue, store, Telegram, faults, other processes. */
export class World {
  nowMs = startMs;
  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    sleep: async (durationMs) => {
      await this.whileAsleep();
      this.nowMs += durationMs;
    },
  };
  readonly store = new FakeDeliveryStore(this.clock);
  readonly telegram = new FakeTelegram(this.clock);
  readonly posts = new FakePosts(this.clock);
  /** Shows in the picture what the SVG has. */
  renderPng: RenderPng = (svg) => Promise.resolve(new TextEncoder().encode(svg));
  sendsMails = true;
  checkWebhook: () => Promise<void> = () => Promise.resolve();
  /** Runs when a process begins to load what only some deliveries need. */
  beforeLoading: () => void = () => undefined;
  readonly logLines: string[] = [];
  readonly sent: QueuedUpdate[] = [];
  readonly deadLetters: string[] = [];
  /** Runs when a process begins to sleep. */
  whileAsleep: () => Promise<void> = () => Promise.resolve();
  faults: readonly Fault[] = [];
  /** Calls of a port during which another process handles the next message. */
  overlaps: readonly number[] = [];
  portCallCount = 0;
  tokenRefreshCount = 0;
  #queue: Queued[] = [];
  #counter = 0;

  /** Hands bodies to the notifier as one batch, past the queue. @returns Indices of those that come back. */
  async process(...bodies: unknown[]): Promise<number[]> {
    const records = bodies.map((body, index) => record({ messageId: String(index), body: textOf(body) }));
    const { batchItemFailures } = await processReportUpdates(records, this.#depsOf({ isDead: false }));
    return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
  }

  /** Hands over one body that the queue has handed out before. @returns Whether it comes back. */
  async receive(body: unknown, receiveCount: number): Promise<boolean> {
    const received = record({ messageId: '0', body: textOf(body), receiveCount });
    const { batchItemFailures } = await processReportUpdates([received], this.#depsOf({ isDead: false }));
    return batchItemFailures.length > 0;
  }

  enqueue(body: unknown, delayMs = 0): void {
    this.#counter += 1;
    const messageId = `m${this.#counter}`;
    this.#queue.push({ messageId, body: textOf(body), visibleAtMs: this.nowMs + delayMs, receiveCount: 0 });
  }

  /** Lets the queue deliver until it is empty, messages that fail again after their visibility timeout. */
  async drain(): Promise<void> {
    while (this.#queue.length > 0) await this.#receiveNext(Infinity);
    this.nowMs += longestLatenessMs;
    this.#takeLateEffects();
  }

  #takeLateEffects(): void {
    this.telegram.takeLateEffects();
    this.posts.takeLateEffects();
  }

  async #receiveNext(withinMs: number): Promise<void> {
    const [message] = this.#queue.toSorted((one, other) => one.visibleAtMs - other.visibleAtMs);
    if (!message || message.visibleAtMs > this.nowMs + withinMs) return;
    this.nowMs = Math.max(this.nowMs, message.visibleAtMs);
    message.receiveCount += 1;
    message.visibleAtMs = this.nowMs + reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;
    const process: Process = { isDead: false };
    const { batchItemFailures } = await processReportUpdates([record(message)], this.#depsOf(process));
    const succeeded = !process.isDead && batchItemFailures.length === 0;
    if (!succeeded && message.receiveCount < reportUpdatesDelivery.maxReceiveCount) return;
    if (!succeeded) this.deadLetters.push(message.body);
    this.#queue = this.#queue.filter((other) => other !== message);
  }

  #depsOf(process: Process): ReportUpdatesDeps {
    return {
      store: {
        read: (key) => this.#call(process, () => this.store.read(key)),
        write: (key, write) => this.#call(process, () => this.store.write(key, write)),
      },
      botApi: {
        sendMessage: (message) => this.#call(process, () => this.telegram.sendMessage(message)),
        editMessageText: (message) => this.#call(process, () => this.telegram.editMessageText(message)),
        sendPhoto: (photo) => this.#call(process, () => this.telegram.sendPhoto(photo)),
        editMessageMedia: (photo) => this.#call(process, () => this.telegram.editMessageMedia(photo)),
      },
      ...this.#toolsOf(process),
      sendReportUpdates: (messages) => this.#call(process, () => this.#send(messages)),
      refreshBotToken: () =>
        this.#call(process, () => {
          this.tokenRefreshCount += 1;
          return Promise.resolve();
        }),
      checkWebhook: () => this.checkWebhook(),
      clock: this.clock,
      random: () => 0.5,
      newToken: () => `token-${(this.#counter += 1)}`,
      log: createJsonLog((line) => this.logLines.push(line), { clock: this.clock }),
    };
  }

  #toolsOf(process: Process): LoadedTools {
    const load = <Tools>(tools: Tools) => {
      this.beforeLoading();
      return this.#call(process, () => Promise.resolve(tools));
    };
    const loadMailTools = () =>
      load<MailTools>({
        renderMail,
        sendMail: (mail) => this.#call(process, () => this.posts.sendMail(mail)),
      });
    return {
      // A process can die here. What throws is a bug of the drawing, which ends the chart.
      loadChartTools: () => Promise.resolve({ renderChart, renderPng: (svg) => this.#draw(process, svg) }),
      ...(this.sendsMails ? { loadMailTools } : {}),
      loadWebhookTools: () =>
        load({ renderBody, callWebhook: (call) => this.#call(process, () => this.posts.callWebhook(call)) }),
      fingerprint: (text) => text,
    };
  }

  #draw(process: Process, svg: string): Promise<Uint8Array> {
    return this.#call(process, () => this.renderPng(svg)).catch((error: unknown) => {
      if (error instanceof PortFailed) return this.renderPng(svg);
      throw error;
    });
  }

  #send(messages: readonly QueuedUpdate[]): Promise<void> {
    this.sent.push(...messages);
    for (const { body, delaySeconds = 0 } of messages) this.enqueue(body, delaySeconds * 1000);
    return Promise.resolve();
  }

  async #call<T>(process: Process, effect: () => Promise<T>): Promise<T> {
    this.portCallCount += 1;
    const { portCallCount } = this;
    const fault = this.faults.find(({ atCall }) => atCall === portCallCount);
    if (this.overlaps.includes(portCallCount)) await this.#receiveNext(longestLatenessMs);
    this.#takeLateEffects();
    if (fault?.when === 'before') fail(fault, process);
    if (process.isDead) throw new ProcessDied();
    const result = await effect();
    if (fault) fail(fault, process);
    return result;
  }
}

function fail({ kind }: Fault, process: Process): never {
  if (kind === 'throws') throw new PortFailed();
  process.isDead = true;
  throw new ProcessDied();
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const record = ({
  messageId,
  body,
  receiveCount = 1,
}: Pick<Queued, 'messageId' | 'body'> & Partial<Queued>): QueueMessage => ({
  messageId,
  body,
  attributes: { ApproximateReceiveCount: String(receiveCount) },
});
