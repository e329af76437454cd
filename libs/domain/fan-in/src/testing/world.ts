import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import { type BatchResponse, createJsonLog } from '@pulso/kit/runtime';
import { dayMs, minuteMs } from '@pulso/kit/time';

import { type ReportSchedule, type Run, type RunStore } from '../ports';
import { type ProcessRunEventsDeps, processRunEvents } from '../process-run-events';
import { around } from '../retry-conflicts';
import { type QueryFinished } from '../store-result';
import { createInMemoryRuns } from './in-memory-run-store';

/** Support for this library's specs: events, and a world of fakes around the real rules. Day 0 is that of `startMs`. */

export const startMs = Date.parse('2026-11-25T12:30:20.000Z');
export const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
export const scheduledRunId = (day: number): string => `daily-usage/schedule/${day}`;

type SentReport = Extract<ReportUpdate, { type: 'report-update' }>;

export const channel = { type: 'telegram', chatId: '-1001', showsProgress: false } as const;
export const chat = { type: 'telegram', chatId: '42', placeholderMessageId: 7, showsProgress: true } as const;
export const mail = { type: 'email', name: 'owners', addresses: ['owner@example.com'] } as const;

export const planOf = (
  queryIds: readonly string[],
  overrides: Partial<ReportPlan> = {},
  endMs = startMs,
): ReportPlan => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  trigger: 'schedule',
  windowStartMs: endMs - dayMs,
  windowEndMs: endMs,
  queries: queryIds.map((queryId) => ({ queryId, title: { en: `How many ${queryId}` }, definition: `${queryId}-1` })),
  destinations: [channel],
  plannedAtMs: endMs,
  reportDueAtMs: endMs + 10 * minuteMs,
  giveUpAtMs: endMs + 9 * minuteMs,
  ...overrides,
});

export const dayPlan = (day: number, queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan =>
  planOf(queryIds, overrides, startMs + day * dayMs);

export const chatPlan = (queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan =>
  planOf(queryIds, { trigger: 'chat', destinations: [chat], ...overrides });

const planEvent =
  (type: 'run-opened' | 'run-deadline') =>
  (plan: ReportPlan, ofRunId = runId): RunEvent => ({ schemaVersion: 1, type, runId: ofRunId, plan });

export const opened = planEvent('run-opened');
export const deadline = planEvent('run-deadline');

export const sweepEvent: RunEvent = { schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' };

/** An answer of rows, each given by its cells. */
export const rowsOf = (
  ...rows: readonly Readonly<Record<string, string | number>>[]
): Extract<QueryOutcome, { status: 'success' }> => ({
  status: 'success',
  rows: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value: String(value) }))),
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 },
});

export const failure = (code = 'gave-up'): QueryOutcome => ({
  status: 'failed',
  reason: { code, message: `Because of ${code}.` },
});

/** The answer to a question of a run; one that is no outcome is its only cell. */
export const finished = (queryId: string, outcome: QueryOutcome | number | string, ofRunId = runId): QueryFinished => ({
  schemaVersion: 1,
  type: 'query-finished',
  runId: ofRunId,
  queryId,
  outcome: typeof outcome === 'object' ? outcome : rowsOf({ calls: outcome }),
  finishedAtMs: startMs,
});

/** Ports in the place of those of a world. */
type Overrides = Partial<Omit<ProcessRunEventsDeps, 'store'>> & { readonly store?: Partial<RunStore> };

/** The ports while nothing can be handed to the notifier. */
export const withoutNotifier: Overrides = { publishReportUpdate: async () => Promise.reject(new Error('It is away.')) };

/** The ports as in-memory fakes on a clock that only moves when a test moves it. */
export class World {
  nowMs = startMs;
  readonly published: ReportUpdate[] = [];
  /** Messages that were returned to their queue, in this order; a test takes out what comes back. */
  readonly paused: { readonly body: string; readonly visibilityTimeoutSeconds: number }[] = [];
  readonly lines: Record<string, unknown>[] = [];
  /** What the stage has at the moment; a test may change it. */
  readonly schedules: ReportSchedule[] = [];
  readonly runs = createInMemoryRuns({ nowMs: () => this.nowMs });
  readonly deps: ProcessRunEventsDeps = {
    ...this.runs,
    schedules: this.schedules,
    publishReportUpdate: async (update) => {
      this.published.push(structuredClone(update));
    },
    changeVisibility: async (pauses) => {
      for (const { receiptHandle: body, visibilityTimeoutSeconds } of pauses)
        this.paused.push({ body, visibilityTimeoutSeconds });
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

  /** The ports, each call of which runs within another function. */
  depsWithin(run: (call: () => Promise<unknown>) => Promise<unknown>): ProcessRunEventsDeps {
    const { store, watch, publishReportUpdate, changeVisibility } = this.deps;
    const outlets = around({ publishReportUpdate, changeVisibility }, run);
    return { ...this.deps, ...outlets, store: around(store, run), watch: around(watch, run) };
  }

  /** Handles the events as one batch. Message ids are `m-0`, `m-1` and so on. */
  process(
    events: readonly unknown[],
    overrides: Overrides = {},
    receiveCount = 1,
    sentAtMs = 0,
  ): Promise<BatchResponse> {
    const messages = events.map((event, index) => {
      const body = typeof event === 'string' ? event : JSON.stringify(event);
      const attributes = { ApproximateReceiveCount: `${receiveCount}`, SentTimestamp: `${sentAtMs}` };
      return { messageId: `m-${index}`, receiptHandle: body, body, attributes };
    });
    return processRunEvents(messages, {
      ...this.deps,
      ...overrides,
      store: { ...this.deps.store, ...overrides.store },
    });
  }

  /** Handles the events one after the other, each settled or waiting; fails when one of them has failed. */
  async deliver(...events: readonly (RunEvent | string)[]): Promise<void> {
    const failureCount = this.logged('message-not-settled').length;
    for (const event of events) await this.process([event]);
    if (this.logged('message-not-settled').length > failureCount)
      throw new Error(`An event has failed: ${JSON.stringify(this.lines)}`);
  }

  /** Delivers again what waits by now, after its pauses. */
  async deliverPaused(): Promise<void> {
    const events = this.paused.splice(0);
    this.nowMs += 1000 * Math.max(...events.map(({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds));
    await this.deliver(...events.map(({ body }) => body));
  }

  /** Sweeps every five minutes until a time. */
  async sweepUntil(untilMs: number): Promise<void> {
    while (this.nowMs + 5 * minuteMs <= untilMs) {
      this.nowMs += 5 * minuteMs;
      await this.deliver(sweepEvent);
    }
  }

  /** Runs a report from its plan to its close, at its time. @returns What it says, if it was sent. */
  async report(
    plan: ReportPlan,
    outcomes: Readonly<Record<string, QueryOutcome | number>>,
    ofRunId = scheduledRunId(Math.round((plan.windowEndMs - startMs) / dayMs)),
  ): Promise<ReportContent | undefined> {
    this.nowMs = plan.plannedAtMs;
    const before = this.reports.length;
    await this.deliver(opened(plan, ofRunId));
    for (const [queryId, outcome] of Object.entries(outcomes)) await this.deliver(finished(queryId, outcome, ofRunId));
    this.nowMs = plan.reportDueAtMs;
    await this.deliver(deadline(plan, ofRunId));
    return this.reports.length > before ? this.lastReport?.content : undefined;
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

  /** What was sent, in short. */
  get said(): string[] {
    return this.reports.map(inShort);
  }

  /** The logged events of one name. */
  logged(event: string): Record<string, unknown>[] {
    return this.lines.filter((line) => line.event === event);
  }
}

/** What a report says, in short: `complete a=1 b=2`, `partial a=1 b:gave-up`. */
export const inShort = ({ content: { state, values, missing } }: SentReport): string =>
  [
    state,
    ...values.map(({ queryId, value }) => `${queryId}=${value}`),
    ...missing.map(({ queryId, reason }) => `${queryId}:${reason.code}`),
  ].join(' ');
