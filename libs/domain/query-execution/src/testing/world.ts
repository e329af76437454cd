import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type BatchResponse, createJsonLog, type VisibilityChange, type QueueMessage } from '@pulso/kit/runtime';

import { type PollOutcome, type StartOutcome } from '../ports';
import { type ProcessQueryJobsDeps, processQueryJobs } from '../process-query-jobs';

export const startMs = 1_800_000_000_000;

export const job = (overrides: Partial<QueryJob> = {}): QueryJob => ({
  schemaVersion: 1,
  runId: 'daily-usage/manual/1',
  queryId: 'groups',
  logGroupNames: ['/aws/lambda/bot'],
  queryString: 'stats count(*)',
  ...{ startTimeSeconds: 1, endTimeSeconds: 2, giveUpAtMs: startMs + 540_000, attempt: 0, restartCount: 0 },
  ...overrides,
});

/** The pace of a large run. */
export const pace = { firstPollAfterMs: 14_000, startBackoffMs: 54_000 };

export const settled: BatchResponse = { batchItemFailures: [] };
export const returned: BatchResponse = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };

export const running: PollOutcome = { status: 'running' };

export const complete = (...values: string[]): PollOutcome =>
  completeRows(...values.map((value) => [{ field: 'count(*)', value }]));

export const completeRows = (...rows: { field: string; value: string }[][]): PollOutcome => ({
  status: 'complete',
  rows,
  statistics: { recordsMatched: 3, recordsScanned: 9, bytesScanned: 900 },
});

/** A received message, with a receipt handle for each receive; an object becomes JSON. */
export const queueMessage = (
  body: unknown,
  { messageId = 'm-1', receiveCount = 1 }: { messageId?: string; receiveCount?: number } = {},
): QueueMessage => ({
  messageId,
  receiptHandle: `${messageId} at receive ${receiveCount}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: '0' },
});

/** The worker with scripted answers of Logs Insights, on a clock that moves only by sleeping. */
export class World {
  nowMs = startMs;
  starts: (StartOutcome | Error)[] = [{ status: 'started', insightsQueryId: 'q-1' }];
  polls: (PollOutcome | Error)[] = [complete('3')];
  readonly calls: string[] = [];
  readonly published: Extract<RunEvent, { type: 'query-finished' }>[] = [];
  readonly reenqueued: { job: QueryJob; delaySeconds: number }[] = [];
  readonly pauses: VisibilityChange[] = [];
  readonly lines: string[] = [];
  /** How many of the next publications fail. */
  failedPublicationCount = 0;
  reenqueueAnswer: 'accepted' | 'refused' | Error = 'accepted';
  stopError: Error | undefined;

  readonly deps: ProcessQueryJobsDeps = {
    runQuery: {
      start: async () => play(this.starts, this.calls, 'start'),
      poll: async (id) => play(this.polls, this.calls, `poll ${id}`),
      stop: async (id) => {
        this.calls.push(`stop ${id}`);
        if (this.stopError) throw this.stopError;
      },
    },
    publishRunEvent: async (event) => {
      this.failedPublicationCount -= 1;
      if (this.failedPublicationCount >= 0) throw new Error('queue refused');
      this.published.push(event);
    },
    reenqueueJob: async (next, delaySeconds) => {
      if (this.reenqueueAnswer instanceof Error) throw this.reenqueueAnswer;
      if (this.reenqueueAnswer === 'accepted') this.reenqueued.push({ job: next, delaySeconds });
      return this.reenqueueAnswer;
    },
    changeVisibility: async (pauses) => void this.pauses.push(...pauses),
    clock: { nowMs: () => this.nowMs, sleep: async (ms) => void (this.nowMs += ms) },
    random: () => 0.5,
    pollBudgetMs: 20_000,
    log: createJsonLog((line) => this.lines.push(line), { clock: { nowMs: () => this.nowMs } }),
  };

  /** Handles a job or another body as its own batch. */
  process(body: unknown, receiveCount = 1): Promise<BatchResponse> {
    return this.processBatch([queueMessage(body, { receiveCount })]);
  }

  processBatch(messages: readonly QueueMessage[], deps = this.deps): Promise<BatchResponse> {
    return processQueryJobs(messages, deps);
  }

  /** The lines of the log, parsed. */
  get logged(): unknown[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  /** How long the returned messages wait, in their order. */
  get visibilityTimeoutSeconds(): number[] {
    return this.pauses.map(({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds);
  }
}

function play<T>(script: (T | Error)[], calls: string[], call: string): T {
  calls.push(call);
  const next = script.length > 1 ? script.shift() : script[0];
  if (next === undefined) throw new Error(`Nothing to answer to ${call}.`);
  if (next instanceof Error) throw next;
  return next;
}
