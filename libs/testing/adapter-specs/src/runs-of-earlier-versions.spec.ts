import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createReadStoredReport, createRunStore, runPartitionKey } from '@pulso/adapters/dynamodb-runs';

import {
  aggregate,
  answerEvent,
  expiresAtSeconds,
  plan,
  runId,
  startMs,
  startRunsTable,
  success,
  tableName,
} from './runs-table-fixture';
import { type LocalTable } from './start-local-table';

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

const resultItem = {
  ...keyOf('result#a'),
  queryId: { S: 'a' },
  status: { S: 'success' },
  rows: { S: '[[{"field":"calls","value":"1"}]]' },
  statistics: { S: '{"recordsMatched":1,"recordsScanned":2,"bytesScanned":3}' },
  finishedAtMs: { N: String(startMs + 1) },
  storedAtMs: { N: String(startMs + 2) },
  expiresAtSeconds: { N: String(expiresAtSeconds) },
};

describe('a run that an earlier version has opened', () => {
  const nowMs = startMs + 60_000;
  const clock = { nowMs: () => nowMs };
  let table: LocalTable;
  let client: DynamoDBClient;

  beforeEach(async () => {
    table = await startRunsTable();
    client = table.client;
    for (const Item of [openedItem, resultItem]) await client.send(new PutItemCommand({ TableName: tableName, Item }));
  });

  afterEach(() => table.stop());

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
    const published = await aggregate(client, nowMs, [
      answerEvent('a', success('1')),
      { schemaVersion: 1, type: 'run-deadline', runId, plan },
      answerEvent('b', success('1')),
    ]);

    expect(published).toMatchObject([
      { type: 'report-update', revision: 4, content: { state: 'complete', values: [{ value: 1 }, { value: 1 }] } },
    ]);
    const stored = await createReadStoredReport(client, tableName, clock)(runId);
    expect(stored).toMatchObject({ state: 'closed', counter: 2, sentRevision: 4, content: { state: 'complete' } });
  });

  it('is repeated by the sweep once it is closed', async () => {
    await aggregate(client, nowMs, [answerEvent('b', success('1'))]);
    const store = createRunStore(client, tableName, clock);
    await store.rescheduleSweep(runId, undefined, startMs);

    const published = await aggregate(client, nowMs, [
      { schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' },
    ]);

    expect(published).toMatchObject([{ type: 'report-update', revision: 4, content: { state: 'complete' } }]);
  });
});
