import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  createReadStoredReport,
  createRunStore,
  createScheduleWatch,
  runPartitionKey,
  runsTable,
} from '@pulso/adapters/dynamodb-runs';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { processRunEvents } from '@pulso/fan-in';
import { createJsonLog } from '@pulso/logging';

import { type LocalTable, startLocalTable } from './start-local-table';

const tableName = 'pulso-test-runs';
const startMs = Date.parse('2026-11-25T12:30:20.000Z');
const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
const expiresAtSeconds = startMs / 1000 + 86_400;

const plan: ReportPlan = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  trigger: 'schedule',
  windowStartMs: startMs - 86_400_000,
  windowEndMs: startMs,
  queries: ['a', 'b'].map((queryId) => ({ queryId, title: { en: queryId } })),
  destinations: [{ type: 'telegram', chatId: '-1001', showsProgress: false }],
  plannedAtMs: startMs,
  reportDueAtMs: startMs + 600_000,
  giveUpAtMs: startMs + 540_000,
};

const keyOf = (sk: string) => ({ pk: { S: runPartitionKey(runId) }, sk: { S: sk } });

/** What a version before 2026-11-27 has left when it had opened the run and counted one answer. */
const openedItem = {
  ...keyOf('run'),
  runId: { S: runId },
  plan: { S: JSON.stringify(plan) },
  state: { S: 'running' },
  counter: { N: '1' },
  revision: { N: '2' },
  firstSeenAtMs: { N: String(startMs) },
  openedAtMs: { N: String(startMs) },
  expiresAtSeconds: { N: String(expiresAtSeconds) },
  sweepState: { S: 'open' },
  sweepAtMs: { N: String(startMs) },
};

const outcome = {
  status: 'success',
  rows: [[{ field: 'calls', value: '1' }]],
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 },
} as const;

const resultItem = {
  ...keyOf('result#a'),
  queryId: { S: 'a' },
  status: { S: 'success' },
  rows: { S: JSON.stringify(outcome.rows) },
  statistics: { S: JSON.stringify(outcome.statistics) },
  finishedAtMs: { N: String(startMs + 1) },
  storedAtMs: { N: String(startMs + 2) },
  expiresAtSeconds: { N: String(expiresAtSeconds) },
};

const answerOf = (queryId: string): RunEvent => ({
  schemaVersion: 1,
  type: 'query-finished',
  runId,
  queryId,
  outcome: { ...outcome, rows: [...outcome.rows.map((row) => [...row])] },
  finishedAtMs: startMs,
});

describe('a run that an earlier version has opened', () => {
  const clock = { nowMs: () => startMs + 60_000, sleep: async () => undefined };
  let table: LocalTable;
  let client: DynamoDBClient;

  beforeEach(async () => {
    const { name, partitionKey, sortKey } = runsTable.sweepIndex;
    table = await startLocalTable(tableName, {
      partitionKey: { name: runsTable.partitionKey, type: 'S' },
      sortKey: { name: runsTable.sortKey, type: 'S' },
      globalSecondaryIndexes: [
        {
          name,
          partitionKey: { name: partitionKey, type: 'S' },
          sortKey: { name: sortKey, type: 'N' },
          projectionType: 'KEYS_ONLY',
          nonKeyAttributes: [],
        },
      ],
    });
    client = table.client;
    for (const Item of [openedItem, resultItem]) await client.send(new PutItemCommand({ TableName: tableName, Item }));
  });

  afterEach(() => table.stop());

  const aggregate = async (...events: RunEvent[]): Promise<ReportUpdate[]> => {
    const published: ReportUpdate[] = [];
    const { batchItemFailures } = await processRunEvents(
      events.map((body, index) => ({
        messageId: `m-${index}`,
        body: JSON.stringify(body),
        attributes: { ApproximateReceiveCount: '1' },
      })),
      {
        store: createRunStore(client, tableName, clock),
        watch: createScheduleWatch(client, tableName, clock),
        publishReportUpdate: async (update) => void published.push(update),
        resendRunEvent: async () => undefined,
        clock,
        random: () => 0,
        log: createJsonLog(() => undefined),
      },
    );
    expect(batchItemFailures).toEqual([]);
    return published;
  };

  const planItem = async () =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf('plan') }))).Item;

  it('is not opened a second time', async () => {
    const store = createRunStore(client, tableName, clock);

    const outcome = await store.openRun({ runId, plan, openedAtMs: startMs + 9, expiresAtSeconds });

    expect(outcome).toBe('has-plan');
    expect(await planItem()).toBeUndefined();
    expect(await store.readRun(runId)).toEqual({
      runId,
      plan,
      state: 'running',
      counter: 1,
      revision: 2,
      sentRevision: 0,
      firstSeenAtMs: startMs,
      openedAtMs: startMs,
    });
  });

  it('is counted, closed and reported with the plan in its own item', async () => {
    const published = await aggregate(
      answerOf('a'),
      { schemaVersion: 1, type: 'run-deadline', runId, plan },
      answerOf('b'),
    );

    expect(published).toMatchObject([
      { type: 'report-update', revision: 4, content: { state: 'complete', values: [{ value: 1 }, { value: 1 }] } },
    ]);
    const stored = await createReadStoredReport(client, tableName, clock)(runId);
    expect(stored).toMatchObject({ state: 'closed', counter: 2, sentRevision: 4, content: { state: 'complete' } });
  });

  it('is repeated by the sweep once it is closed', async () => {
    await aggregate(answerOf('b'));
    const store = createRunStore(client, tableName, clock);
    await store.rescheduleSweep(runId, undefined, startMs);

    const published = await aggregate({ schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' });

    expect(published).toMatchObject([{ type: 'report-update', revision: 4, content: { state: 'complete' } }]);
  });
});
