import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createReadStoredReport, createRunStore, runPartitionKey } from '@pulso/adapters/dynamodb-runs';
import { type HistoryEntry } from '@pulso/fan-in';

import {
  aggregate,
  answerEvent,
  expiresAtSeconds,
  failed,
  plan,
  result,
  runId,
  startMs,
  startRunsTable,
  success,
  tableName,
  toOpen,
} from './runs-table-fixture';
import { type LocalTable } from './start-local-table';

describe('the runs table as DynamoDB stores it', () => {
  let table: LocalTable;
  let client: DynamoDBClient;
  const clock = { nowMs: () => startMs };

  beforeEach(async () => {
    table = await startRunsTable();
    client = table.client;
  });

  afterEach(() => table.stop());

  it('takes a run from its first early answer to its report', async () => {
    const published = await aggregate(client, startMs, [
      answerEvent('b', success('2')),
      { schemaVersion: 1, type: 'run-opened', runId, plan },
      { schemaVersion: 1, type: 'run-deadline', runId, plan },
      answerEvent('b', success('2')),
      answerEvent('a', failed),
      answerEvent('a', success('1')),
      { schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' },
    ]);

    expect(published).toMatchObject([
      { type: 'report-update', content: { state: 'partial' } },
      { type: 'report-update', content: { state: 'complete', values: [{ value: 1 }, { value: 2 }] } },
      ...published.slice(2),
    ]);
  });

  it('reads a stored run back for tools', async () => {
    const [update] = await aggregate(client, startMs, [
      { schemaVersion: 1, type: 'run-opened', runId, plan },
      answerEvent('a', success('1')),
      answerEvent('b', failed),
      answerEvent('unexpected', success('9')),
    ]);

    const read = createReadStoredReport(client, tableName, clock);
    const stored = await read(runId);

    expect(stored).toMatchObject({ runId, state: 'closed', counter: 3, revision: stored?.sentRevision });
    expect(stored?.content).toEqual(update && 'content' in update && update.content);
    expect(stored?.content).toMatchObject({
      reportId: 'daily-usage',
      state: 'partial',
      windowStartMs: plan.windowStartMs,
      windowEndMs: plan.windowEndMs,
      values: [{ queryId: 'a', value: 1 }],
      missing: [{ queryId: 'b', reason: { code: 'gave-up' } }],
    });
    expect(await read('no/such/run')).toBeUndefined();
  });

  it('keeps the newest values of a scheduled run under the end of its window', async () => {
    const store = createRunStore(client, tableName, clock);
    const entry = (overrides: Partial<HistoryEntry>): HistoryEntry => ({
      reportId: 'daily-usage',
      runId,
      revision: 5,
      state: 'partial',
      windowStartMs: plan.windowStartMs,
      windowEndMs: plan.windowEndMs,
      values: [{ queryId: 'a', value: 1 }],
      missing: [{ queryId: 'b', code: 'gave-up' }],
      expiresAtSeconds,
      ...overrides,
    });
    const key = { pk: { S: 'history#daily-usage' }, sk: { S: '2026-11-25T12:30:20.000Z' } };
    const stored = async () => (await client.send(new GetItemCommand({ TableName: tableName, Key: key }))).Item;

    await store.keepHistory(entry({}));
    await store.keepHistory(entry({ revision: 4, state: 'complete' }));
    await store.keepHistory(entry({ revision: 9, runId: 'another run' }));
    const first = await stored();
    await store.keepHistory(entry({ revision: 6, state: 'complete', missing: [] }));

    expect(first).toEqual({
      ...key,
      reportId: { S: 'daily-usage' },
      runId: { S: runId },
      revision: { N: '5' },
      state: { S: 'partial' },
      windowStartMs: { N: String(plan.windowStartMs) },
      windowEndMs: { N: String(plan.windowEndMs) },
      values: { S: '[{"queryId":"a","value":1}]' },
      missing: { S: '[{"queryId":"b","code":"gave-up"}]' },
      expiresAtSeconds: { N: String(expiresAtSeconds) },
    });
    expect(await stored()).toMatchObject({ revision: { N: '6' }, state: { S: 'complete' }, missing: { S: '[]' } });
  });

  it('reads all results of a run that fill several pages', async () => {
    const store = createRunStore(client, tableName, clock);
    const long = success('9'.repeat(300_000));
    const queryIds = ['a', 'b', 'c', 'd', 'e'];
    for (const queryId of queryIds) await store.addResult(result(queryId, long));

    const results = await store.readResults(runId);

    expect(results.map(({ queryId }) => queryId)).toEqual(queryIds);
  });

  it.each([
    ['no run id', 'run', { firstSeenAtMs: { N: '1' } }, /runId is missing/],
    ['no time', 'run', { runId: { S: runId } }, /firstSeenAtMs is missing/],
    ['a plan that is no JSON', 'plan', { plan: { S: '{' } }, /plan is not JSON/],
    ['a plan of another shape', 'plan', { plan: { S: '{}' } }, /plan\.reportId is wrong/],
    ['no plan, although its run is opened', 'plan', undefined, /it is missing/],
  ])('says which item has %s', async (_what, sk, attributes, message) => {
    await createRunStore(client, tableName, clock).openRun(toOpen);
    const key = { pk: { S: runPartitionKey(runId) }, sk: { S: sk } };
    if (attributes) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: { ...key, ...attributes } }));
    } else await client.send(new DeleteItemCommand({ TableName: tableName, Key: key }));

    const reading = createRunStore(client, tableName, clock).readRun(runId);

    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toMatchObject({ name: 'MalformedItemError', key: `run#${runId} / ${sk}` });
  });

  it("keeps the plan out of the run's item, and both as long as each other", async () => {
    const store = createRunStore(client, tableName, clock);
    await store.addResult(result('a', success('1'), { expiresAtSeconds: 1 }));
    await store.openRun(toOpen);
    const itemAt = async (sk: string) =>
      (
        await client.send(
          new GetItemCommand({ TableName: tableName, Key: { pk: { S: runPartitionKey(runId) }, sk: { S: sk } } }),
        )
      ).Item;

    expect(await itemAt('plan')).toEqual({
      pk: { S: `run#${runId}` },
      sk: { S: 'plan' },
      plan: { S: JSON.stringify(plan) },
      expiresAtSeconds: { N: String(expiresAtSeconds) },
    });
    expect(await itemAt('run')).toMatchObject({ expiresAtSeconds: { N: String(expiresAtSeconds) } });
    expect(await itemAt('run')).not.toHaveProperty('plan');
  });

  it('passes on that there is no such table', async () => {
    const store = createRunStore(client, 'other', clock);

    await expect(store.readRun(runId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(store.openRun(toOpen)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
