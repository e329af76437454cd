import { type ReportUpdate, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { createJsonLog, type VisibilityChange, type QueueMessage } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

import { type DeliveryKey, type DeliveryStore, type DeliveryWrite, type StoredDelivery } from '../delivery';
import { type MailTools, type RenderPng } from '../ports';
import { type ReportUpdatesDeps, processReportUpdates } from '../process-report-updates';
import { FakePosts, FakeTelegram, ProcessDied, renderBody, renderChart, renderMail } from './fake-services';

/** Compares and swaps in memory, and forgets expired items at once. */
class FakeDeliveryStore implements DeliveryStore {
  readonly items = new Map<string, StoredDelivery & { expiresAtSeconds: number }>();
  /** How often an ended delivery was written, except to name its replacement. */
  reopenedCount = 0;
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  async read(key: DeliveryKey): Promise<StoredDelivery | undefined> {
    const found = this.items.get(JSON.stringify(key));
    return found && found.expiresAtSeconds * 1000 > this.#clock.nowMs() ? found : undefined;
  }

  async write(key: DeliveryKey, { replaces, ...item }: DeliveryWrite): Promise<'written' | 'changed'> {
    const found = await this.read(key);
    if (found?.token === item.token) return 'written';
    if (found?.token !== replaces) return 'changed';
    if (found?.delivery.endedReason !== undefined && item.delivery.replacedByRunId === undefined) {
      this.reopenedCount += 1;
    }
    this.items.set(JSON.stringify(key), structuredClone(item));
    return 'written';
  }
}

interface Queued {
  readonly messageId: string;
  readonly body: string;
  readonly sentAtMs: number;
  visibleAtMs: number;
  receiveCount: number;
}

/** The notifier's queue with its dead-letter queue. */
class FakeQueue {
  readonly deadLetters: string[] = [];
  /** The visibility timeouts that were set, in seconds, in the order of the calls. */
  readonly pauses: number[] = [];
  #messages: Queued[] = [];
  #sentCount = 0;
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** @returns The message's id. */
  send(body: string, delayMs = 0): string {
    const messageId = `m-${(this.#sentCount += 1)}`;
    const sentAtMs = this.#clock.nowMs();
    this.#messages.push({ messageId, body, sentAtMs, visibleAtMs: sentAtMs + delayMs, receiveCount: 0 });
    return messageId;
  }

  /** @returns The message that becomes visible first; undefined when the queue is empty. */
  next(): Pick<Queued, 'messageId' | 'visibleAtMs'> | undefined {
    return this.#messages.toSorted((one, other) => one.visibleAtMs - other.visibleAtMs)[0];
  }

  /** Delivers a message, visible or not, as SQS may. */
  receive(messageId: string): QueueMessage {
    const message = this.#messages.find((other) => other.messageId === messageId);
    if (!message) throw new Error(`No message ${messageId} in the queue.`);
    message.receiveCount += 1;
    message.visibleAtMs = this.#clock.nowMs() + reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;
    const { body, receiveCount, sentAtMs } = message;
    const attributes = { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentAtMs) };
    return { messageId, receiptHandle: receiptHandleOf(message), body, attributes };
  }

  /** Hides messages by their newest receipt handle; an older one changes nothing. */
  async pause(pauses: readonly VisibilityChange[]): Promise<void> {
    for (const { receiptHandle, visibilityTimeoutSeconds } of pauses) {
      this.pauses.push(visibilityTimeoutSeconds);
      const message = this.#messages.find((other) => receiptHandleOf(other) === receiptHandle);
      if (message) message.visibleAtMs = this.#clock.nowMs() + visibilityTimeoutSeconds * 1000;
    }
  }

  delete(messageId: string): void {
    this.#messages = this.#messages.filter((other) => other.messageId !== messageId);
  }

  /** Moves the message to the dead-letter queue after its last receive. */
  returnToQueue(messageId: string): void {
    const message = this.#messages.find((other) => other.messageId === messageId);
    if (!message || message.receiveCount < reportUpdatesDelivery.maxReceiveCount) return;
    this.deadLetters.push(message.body);
    this.delete(messageId);
  }
}

const receiptHandleOf = ({ messageId, receiveCount }: Queued): string => `${messageId}/${receiveCount}`;

/** What goes wrong at which call of any port, before or after the call's effect. */
export interface Fault {
  readonly atCall: number;
  readonly when: 'before' | 'after';
  /** `dies`: the process is gone. `throws`: the call fails and the process lives. */
  readonly kind: 'dies' | 'throws';
}

/** How late a send may arrive, and how long another process may work during one. */
const longestLatenessMs = 12_000;
const longestEditLatenessMs = 200_000;

/** The notifier, its queue, store and destinations, faults and other processes, on a clock of its own. */
export class World {
  nowMs = Date.parse('2026-11-25T12:30:00Z');
  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    sleep: async (durationMs) => {
      this.sleepsMs.push(durationMs);
      this.nowMs += durationMs;
    },
  };
  readonly queue = new FakeQueue(this.clock);
  readonly store = new FakeDeliveryStore(this.clock);
  readonly telegram = new FakeTelegram(this.clock);
  readonly posts = new FakePosts(this.clock);
  renderPng: RenderPng = async (svg) => new TextEncoder().encode(svg);
  sendsMails = true;
  checkWebhook: () => Promise<void> = () => Promise.resolve();
  readonly logLines: string[] = [];
  readonly sent: ReportUpdate[] = [];
  /** Waits inside of invocations. */
  readonly sleepsMs: number[] = [];
  faults: readonly Fault[] = [];
  /** Calls of a port during which another process handles the next message. */
  overlaps: readonly number[] = [];
  /** How far the clocks of processes are ahead, milliseconds, in turns. */
  skewsMs: readonly number[] = [0];
  portCallCount = 0;
  tokenRefreshCount = 0;
  #processCount = 0;
  #tokenCount = 0;

  /** Sends bodies to the queue, which delivers them as one batch. @returns Indices of those that come back. */
  async process(...bodies: unknown[]): Promise<number[]> {
    const messageIds = bodies.map((body) => this.enqueue(body));
    const comeBack = await this.#handle(messageIds);
    return messageIds.flatMap((messageId, index) => (comeBack.includes(messageId) ? [index] : []));
  }

  enqueue(body: unknown, delayMs = 0): string {
    return this.queue.send(typeof body === 'string' ? body : JSON.stringify(body), delayMs);
  }

  /** Lets the queue deliver its next message at its time. @throws The queue is empty. */
  async receive(): Promise<void> {
    if (!this.queue.next()) throw new Error('The queue is empty.');
    await this.#receiveNext(Infinity);
  }

  /** Lets the queue deliver until it is empty. */
  async drain(): Promise<void> {
    while (this.queue.next()) await this.receive();
    this.nowMs += longestEditLatenessMs;
    this.#takeLateEffects();
  }

  /** @returns The lines of these events, parsed. */
  linesOf(...events: readonly string[]): Record<string, unknown>[] {
    return this.logLines
      .map((line) => JSON.parse(line) as Record<string, unknown> & { event: string })
      .filter(({ event }) => events.includes(event));
  }

  #takeLateEffects(): void {
    this.telegram.takeLateEffects();
    this.posts.takeLateEffects();
  }

  async #receiveNext(withinMs: number): Promise<void> {
    const next = this.queue.next();
    if (!next || next.visibleAtMs > this.nowMs + withinMs) return;
    this.nowMs = Math.max(this.nowMs, next.visibleAtMs);
    await this.#handle([next.messageId]);
  }

  /** @returns The messages that come back. */
  async #handle(messageIds: readonly string[]): Promise<readonly string[]> {
    const messages = messageIds.map((messageId) => this.queue.receive(messageId));
    const skewMs = this.skewsMs[this.#processCount % this.skewsMs.length] ?? 0;
    this.#processCount += 1;
    const process = { isDead: false };
    const deps = this.#depsOf(process, { ...this.clock, nowMs: () => this.nowMs + skewMs });
    const { batchItemFailures } = await processReportUpdates(messages, deps);
    const comeBack = process.isDead ? messageIds : batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    for (const messageId of messageIds) {
      if (comeBack.includes(messageId)) this.queue.returnToQueue(messageId);
      else this.queue.delete(messageId);
    }
    return comeBack;
  }

  #depsOf(process: { isDead: boolean }, clock: Clock): ReportUpdatesDeps {
    const { store, telegram, posts } = this;
    const call = <T>(effect: () => Promise<T>): Promise<T> => this.#call(process, effect);
    const loadMailTools = () =>
      call(async () => ({ renderMail, sendMail: (mail) => call(() => posts.sendMail(mail)) }) satisfies MailTools);
    return {
      store: {
        read: (key) => call(() => store.read(key)),
        write: (key, write) => call(() => store.write(key, write)),
      },
      botApi: {
        sendMessage: (message) => call(() => telegram.sendMessage(message)),
        editMessageText: (message) => call(() => telegram.editMessageText(message)),
        sendPhoto: (photo) => call(() => telegram.sendPhoto(photo)),
        editMessageMedia: (photo) => call(() => telegram.editMessageMedia(photo)),
        sendDocument: (document) => call(() => telegram.sendDocument(document)),
      },
      // An error in a drawing is a bug, which ends the chart.
      loadChartTools: async () => ({ renderChart, renderPng: this.renderPng }),
      ...(this.sendsMails ? { loadMailTools } : {}),
      loadWebhookTools: () =>
        call(async () => ({ renderBody, callWebhook: (webhook) => call(() => posts.callWebhook(webhook)) })),
      fingerprint: (text) => text,
      sendReportUpdates: (messages) =>
        call(async () => {
          for (const { body } of messages) {
            this.sent.push(body);
            this.enqueue(body);
          }
        }),
      changeVisibility: (pauses) => call(() => this.queue.pause(pauses)),
      refreshBotToken: () => call(async () => void (this.tokenRefreshCount += 1)),
      checkWebhook: () => this.checkWebhook(),
      clock,
      random: () => 0.5,
      newToken: () => `token-${(this.#tokenCount += 1)}`,
      log: createJsonLog((line) => this.logLines.push(line), { clock: this.clock }),
    };
  }

  async #call<T>(process: { isDead: boolean }, effect: () => Promise<T>): Promise<T> {
    this.portCallCount += 1;
    const { portCallCount } = this;
    const fault = this.faults.find(({ atCall }) => atCall === portCallCount);
    if (this.overlaps.includes(portCallCount)) await this.#receiveNext(longestLatenessMs);
    this.#takeLateEffects();
    try {
      if (fault?.when === 'before') fail(fault);
      if (process.isDead) throw new ProcessDied();
      const result = await effect();
      if (fault) fail(fault);
      return result;
    } catch (error) {
      process.isDead ||= error instanceof ProcessDied;
      throw error;
    }
  }
}

function fail({ kind }: Fault): never {
  throw kind === 'dies' ? new ProcessDied() : new Error('The port failed.');
}
