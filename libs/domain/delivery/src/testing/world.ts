import { createJsonLog, type QueueMessage } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

import { type LoadedTools, type MailTools, type QueuedUpdate, type RenderPng } from '../ports';
import { type ReportUpdatesDeps, processReportUpdates } from '../process-report-updates';
import { FakeDeliveryStore } from './fake-delivery-store';
import { FakePosts, renderBody, renderChart, renderCsv, renderMail } from './fake-posts';
import { FakeQueue } from './fake-queue';
import { FakeTelegram } from './fake-telegram';
import { ProcessDied } from './treated-service';

/** One execution environment. */
interface Process {
  isDead: boolean;
  readonly clock: Clock;
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
/** How long a send can be on its way at most, and how long another process may work during one. */
const longestLatenessMs = 12_000;
/** The same of an edit. */
const longestEditLatenessMs = 200_000;

/** The notifier with everything around it, on a clock of its own: queue, store, Telegram, faults, other processes. */
export class World {
  readonly startMs = startMs;
  nowMs = startMs;
  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    sleep: async (durationMs) => {
      await this.whileAsleep();
      this.nowMs += durationMs;
    },
  };
  readonly queue = new FakeQueue(this.clock);
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
  /** Runs when a process begins to sleep. */
  whileAsleep: () => Promise<void> = () => Promise.resolve();
  faults: readonly Fault[] = [];
  /** Calls of a port during which another process handles the next message. */
  overlaps: readonly number[] = [];
  /** How far the clocks of processes are ahead, milliseconds: of the first one, the second one and so on, in turns. */
  skewsMs: readonly number[] = [0];
  portCallCount = 0;
  tokenRefreshCount = 0;
  #processCount = 0;
  #tokenCount = 0;

  /** Sends bodies to the queue, which hands them over as one batch. @returns Indices of those that come back. */
  async process(...bodies: unknown[]): Promise<number[]> {
    const messageIds = bodies.map((body) => this.queue.send(textOf(body)));
    const { comeBack } = await this.#handle(messageIds);
    return messageIds.flatMap((messageId, index) => (comeBack.has(messageId) ? [index] : []));
  }

  enqueue(body: unknown, delayMs = 0): string {
    return this.queue.send(textOf(body), delayMs);
  }

  /** Lets the queue hand out its next message, at its time. There has to be one. */
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

  async #handle(messageIds: readonly string[]): Promise<{ readonly comeBack: ReadonlySet<string> }> {
    const messages: QueueMessage[] = messageIds.map((messageId) => this.queue.receive(messageId));
    const process = this.#startProcess();
    const { batchItemFailures } = await processReportUpdates(messages, this.#depsOf(process));
    const comeBack = new Set(
      process.isDead ? messageIds : batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    );
    for (const messageId of messageIds) {
      if (comeBack.has(messageId)) this.queue.returnToQueue(messageId);
      else this.queue.delete(messageId);
    }
    return { comeBack };
  }

  #startProcess(): Process {
    const skewMs = this.skewsMs[this.#processCount % this.skewsMs.length] ?? 0;
    this.#processCount += 1;
    return { isDead: false, clock: { ...this.clock, nowMs: () => this.nowMs + skewMs } };
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
        sendDocument: (document) => this.#call(process, () => this.telegram.sendDocument(document)),
      },
      ...this.#toolsOf(process),
      sendReportUpdates: (messages) => this.#call(process, () => this.#send(messages)),
      pauseMessages: (pauses) => this.#call(process, () => this.queue.pause(pauses)),
      refreshBotToken: () =>
        this.#call(process, () => {
          this.tokenRefreshCount += 1;
          return Promise.resolve();
        }),
      checkWebhook: () => this.checkWebhook(),
      clock: process.clock,
      random: () => 0.5,
      newToken: () => `token-${(this.#tokenCount += 1)}`,
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
        renderCsv,
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
    for (const { body } of messages) this.enqueue(body);
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
    const result = await effect().catch((error: unknown) => {
      if (error instanceof ProcessDied) process.isDead = true;
      throw error;
    });
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
