import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import { type BatchResponse, createJsonLog, type QueueMessage } from '@pulso/kit/runtime';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { type ReportSchedule, type Run } from '../ports';
import { type ProcessRunEventsDeps, processRunEvents } from '../process-run-events';
import { type QueryFinished } from '../store-result';
import { type InMemoryRuns, createInMemoryRuns } from './in-memory-run-store';

/** Support for this library's specs: events, and a world of fakes around the real rules. */

export const startMs = Date.parse('2026-11-25T12:30:20.000Z');
export const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';

export type SentReport = Extract<ReportUpdate, { type: 'report-update' }>;

export const channel = { type: 'telegram', chatId: '-1001', showsProgress: false } as const;
export const chat = { type: 'telegram', chatId: '42', placeholderMessageId: 7, showsProgress: true } as const;

/** By which the run of these events was due. */
export const daily: ReportSchedule = { reportId: 'daily-usage', cron: 'cron(30 12 * * ? *)', timezone: 'UTC' };

export const planOf = (queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  trigger: 'schedule',
  windowStartMs: startMs - 24 * hourMs,
  windowEndMs: startMs,
  queries: queryIds.map((queryId) => ({
    queryId,
    title: { en: `How many ${queryId}` },
    definition: `${queryId}-1`,
  })),
  destinations: [channel],
  plannedAtMs: startMs,
  reportDueAtMs: startMs + 10 * minuteMs,
  giveUpAtMs: startMs + 9 * minuteMs,
  ...overrides,
});

export const chatPlan = (queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan =>
  planOf(queryIds, { trigger: 'chat', destinations: [chat], ...overrides });

export const opened = (plan: ReportPlan, ofRunId = runId): RunEvent => ({
  schemaVersion: 1,
  type: 'run-opened',
  runId: ofRunId,
  plan,
});

export const deadline = (plan: ReportPlan, ofRunId = runId): RunEvent => ({
  schemaVersion: 1,
  type: 'run-deadline',
  runId: ofRunId,
  plan,
});

export const sweepEvent: RunEvent = { schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' };

/** An answer of rows, each given by its cells. */
export const rowsOf = (
  ...rows: readonly Readonly<Record<string, string | number>>[]
): Extract<QueryOutcome, { status: 'success' }> => ({
  status: 'success',
  rows: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value: String(value) }))),
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 },
});

export const countOf = (value: string): QueryOutcome => rowsOf({ calls: value });

export const failure = (code = 'gave-up'): QueryOutcome => ({
  status: 'failed',
  reason: { code, message: `Because of ${code}.` },
});

/** The answer to a question of a run. */
export const answered = (ofRunId: string, queryId: string, outcome: QueryOutcome): QueryFinished => ({
  schemaVersion: 1,
  type: 'query-finished',
  runId: ofRunId,
  queryId,
  outcome,
  finishedAtMs: startMs,
});

export const finished = (queryId: string, outcome: QueryOutcome): QueryFinished => answered(runId, queryId, outcome);

/** A message that was returned to its queue, until it comes back. */
export interface PausedEvent {
  readonly body: string;
  readonly pauseSeconds: number;
  readonly comesBackAtMs: number;
}

/** The ports as in-memory fakes on a clock that only moves when a test moves it. */
export class World {
  nowMs = startMs;
  readonly published: ReportUpdate[] = [];
  /** In the order in which they were returned; a test takes out what comes back. */
  readonly paused: PausedEvent[] = [];
  readonly lines: Record<string, unknown>[] = [];
  /** What the stage has at the moment; a test may change it. */
  readonly schedules: ReportSchedule[] = [];
  readonly runs: InMemoryRuns = createInMemoryRuns({ nowMs: () => this.nowMs });
  readonly deps: ProcessRunEventsDeps = {
    store: this.runs.store,
    watch: this.runs.watch,
    schedules: this.schedules,
    publishReportUpdate: async (update) => {
      this.published.push(structuredClone(update));
    },
    pauseMessages: async (pauses) => {
      for (const { receiptHandle, pauseSeconds } of pauses) {
        const comesBackAtMs = this.nowMs + pauseSeconds * 1000;
        this.paused.push({ body: this.#bodies.get(receiptHandle) ?? '', pauseSeconds, comesBackAtMs });
      }
    },
    clock: {
      nowMs: () => this.nowMs,
      sleep: async (durationMs) => {
        this.nowMs += durationMs;
      },
    },
    random: () => 0.5,
    log: createJsonLog((line) => this.lines.push(JSON.parse(line)), { clock: { nowMs: () => this.nowMs } }),
  };

  readonly #bodies = new Map<string, string>();

  /** Handles the events as one batch. Message ids are `m-0`, `m-1` and so on. */
  process(events: readonly unknown[], deps = this.deps): Promise<BatchResponse> {
    return processRunEvents(
      events.map((event, index) => this.#receive(event, index)),
      deps,
    );
  }

  /** Handles the events one after the other, each settled or waiting; fails when one of them has failed. */
  async deliver(...events: readonly (RunEvent | string)[]): Promise<void> {
    for (const event of events) {
      const failureCount = this.logged('message-not-settled').length;
      await this.process([event]);
      if (this.logged('message-not-settled').length > failureCount) {
        throw new Error(`An event has failed: ${JSON.stringify(this.lines)}`);
      }
    }
  }

  /** Delivers again what waits by now, each event when its pause is over. */
  async deliverPaused(): Promise<void> {
    for (const { body, comesBackAtMs } of this.paused.splice(0)) {
      this.nowMs = Math.max(this.nowMs, comesBackAtMs);
      await this.deliver(body);
    }
  }

  #receive(event: unknown, index: number): QueueMessage {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    const receiptHandle = `receive ${this.#bodies.size}`;
    this.#bodies.set(receiptHandle, body);
    return {
      messageId: `m-${index}`,
      receiptHandle,
      body,
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
    };
  }

  /** Sweeps every five minutes until a time. */
  async sweepUntil(untilMs: number): Promise<void> {
    while (this.nowMs + 5 * minuteMs <= untilMs) {
      this.nowMs += 5 * minuteMs;
      await this.deliver(sweepEvent);
    }
  }

  /** The ports with some operations of the store replaced. */
  withStore(overrides: Partial<ProcessRunEventsDeps['store']>): ProcessRunEventsDeps {
    return { ...this.deps, store: { ...this.deps.store, ...overrides } };
  }

  /** The ports while nothing can be handed to the notifier. */
  withoutNotifier(): ProcessRunEventsDeps {
    return { ...this.deps, publishReportUpdate: async () => Promise.reject(new Error('The queue is away.')) };
  }

  /** The run of these events; fails where none is stored. */
  async storedRun(): Promise<Run> {
    const run = await this.runs.store.readRun(runId);
    if (!run) throw new Error('No run is stored.');
    return run;
  }

  get reports(): SentReport[] {
    return this.published.filter((update) => update.type === 'report-update');
  }

  get lastReport(): SentReport | undefined {
    return this.reports.at(-1);
  }

  /** What the notifier ends up showing: the first content of the highest revision. */
  get shownReport(): SentReport | undefined {
    return this.reports.toSorted((one, other) => other.revision - one.revision)[0];
  }

  /** The logged events of one name. */
  logged(event: string): Record<string, unknown>[] {
    return this.lines.filter((line) => line.event === event);
  }
}

/** What a report says, in short: `complete a=1 b=2`, `partial a=1 b:gave-up`. */
export const inShort = (report: SentReport | undefined): string => {
  if (!report) return 'nothing';
  const { state, values, missing } = report.content;
  return [
    state,
    ...values.map(({ queryId, value }) => `${queryId}=${value}`),
    ...missing.map(({ queryId, reason }) => `${queryId}:${reason.code}`),
  ].join(' ');
};
