import { createRunStore, createScheduleWatch, runsTable } from '@pulso/adapters/dynamodb';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import { type ResultToStore, processRunEvents } from '@pulso/domain/fan-in';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { createJsonLog } from '@pulso/kit/runtime';
import { dayMs } from '@pulso/kit/time';

import { type LocalTable, startLocalTable } from './start-local-table';

export const tableName = 'pulso-test-runs';
export const startMs = Date.parse('2026-11-25T12:30:20.000Z');
export const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
export const expiresAtSeconds = startMs / 1000 + 86_400;

export const plan: ReportPlan = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung' },
  trigger: 'schedule',
  windowStartMs: startMs - 86_400_000,
  windowEndMs: startMs,
  queries: ['a', 'b'].map((queryId) => ({ queryId, title: { en: queryId }, definition: `${queryId}-1` })),
  destinations: [{ type: 'telegram', chatId: '-1001', showsProgress: false }],
  plannedAtMs: startMs,
  reportDueAtMs: startMs + 600_000,
  giveUpAtMs: startMs + 540_000,
};

export const success = (value: string): QueryOutcome => ({
  status: 'success',
  rows: [[{ field: 'calls', value }]],
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3.5 },
});

export const failed: QueryOutcome = { status: 'failed', reason: { code: 'gave-up', message: 'Too late. 😀' } };

export const result = (
  queryId: string,
  outcome: QueryOutcome,
  overrides: Partial<ResultToStore> = {},
): ResultToStore => ({
  runId,
  queryId,
  outcome,
  finishedAtMs: startMs + 1,
  storedAtMs: startMs + 2,
  expiresAtSeconds,
  ...overrides,
});

export const toOpen = { runId, plan, openedAtMs: startMs, expiresAtSeconds };
export const toClose = { runId, closedAtMs: startMs + 9, sweepAtMs: startMs + 300_009 };

/** The history entry of a day's report. Day 0 is the plan's, -1 the one before. */
export const historyEntry = (day: number, overrides: Partial<HistoryEntry> = {}): HistoryEntry => ({
  reportId: 'daily-usage',
  runId: `run of ${day}`,
  revision: 5,
  state: 'partial',
  windowStartMs: startMs + (day - 1) * dayMs,
  windowEndMs: startMs + day * dayMs,
  values: [{ queryId: 'a', definition: 'a-1', value: day }],
  missing: [{ queryId: 'b', code: 'gave-up' }],
  expiresAtSeconds: expiresAtSeconds + day,
  ...overrides,
});

/** Starts a table as the aggregator's stack declares it. */
export const startRunsTable = (): Promise<LocalTable> => {
  const { name, partitionKey, sortKey } = runsTable.sweepIndex;
  return startLocalTable(tableName, {
    partitionKey: { name: runsTable.partitionKey, type: 'S' },
    sortKey: { name: runsTable.sortKey, type: 'S' },
    indexes: [
      {
        name,
        partitionKey: { name: partitionKey, type: 'S' },
        sortKey: { name: sortKey, type: 'N' },
      },
    ],
    timeToLiveAttribute: runsTable.ttlAttribute,
  });
};

export const openedEvent = (opened = plan, ofRunId = runId): RunEvent => ({
  schemaVersion: 1,
  type: 'run-opened',
  runId: ofRunId,
  plan: opened,
});

export const answerEvent = (queryId: string, outcome: QueryOutcome, ofRunId = runId): RunEvent => ({
  schemaVersion: 1,
  type: 'query-finished',
  runId: ofRunId,
  queryId,
  outcome,
  finishedAtMs: startMs,
});

/** Handles events as one batch of the aggregator; fails when one of them does. @returns What it has sent to the notifier. */
export async function aggregate(
  client: LocalTable['client'],
  nowMs: number,
  events: readonly RunEvent[],
): Promise<ReportUpdate[]> {
  const clock = { nowMs: () => nowMs, sleep: async () => undefined };
  const published: ReportUpdate[] = [];
  const lines: string[] = [];
  await processRunEvents(
    events.map((body, index) => ({
      messageId: `m-${index}`,
      receiptHandle: `r-${index}`,
      body: JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
    })),
    {
      store: createRunStore(client, tableName, clock),
      watch: createScheduleWatch(client, tableName, clock),
      schedules: [],
      publishReportUpdate: async (update) => void published.push(update),
      changeVisibility: async () => undefined,
      clock,
      random: () => 0,
      log: createJsonLog((line) => lines.push(line), { clock }),
    },
  );
  expect(lines.filter((line) => line.includes('message-not-settled'))).toEqual([]);
  return published;
}
