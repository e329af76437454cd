import { type AttributeValue, DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createReadStoredReport, createRunStore, runPartitionKey } from '@pulso/adapters/dynamodb';
import { dayMs } from '@pulso/kit/time';

import {
  aggregate,
  answerEvent,
  expiresAtSeconds,
  failed,
  historyEntry,
  openedEvent,
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

const keyOf = (day: number) => ({
  pk: { S: 'history#daily-usage' },
  sk: { S: new Date(startMs + day * dayMs).toISOString() },
});

/** How {@link historyEntry} is stored. */
const storedItem = (day: number) => ({
  ...keyOf(day),
  reportId: { S: 'daily-usage' },
  runId: { S: `run of ${day}` },
  revision: { N: '5' },
  state: { S: 'partial' },
  windowStartMs: { N: String(startMs + (day - 1) * dayMs) },
  windowEndMs: { N: String(startMs + day * dayMs) },
  values: { S: `[{"queryId":"a","definition":"a-1","value":${day}}]` },
  missing: { S: '[{"queryId":"b","code":"gave-up"}]' },
  expiresAtSeconds: { N: String(expiresAtSeconds + day) },
});

describe('the runs table as DynamoDB stores it', () => {
  let table: LocalTable;
  let client: DynamoDBClient;
  const clock = { nowMs: () => startMs };

  beforeEach(async () => {
    table = await startRunsTable();
    client = table.client;
  });

  afterEach(() => table.stop());

  it('leads a run from its first early answer to its report', async () => {
    const published = await aggregate(client, startMs, [
      answerEvent('b', success('2')),
      openedEvent(),
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
      openedEvent(),
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

  describe('the history', () => {
    const put = (Item: Record<string, AttributeValue>) =>
      client.send(new PutItemCommand({ TableName: tableName, Item }));

    it('is read without its malformed entries, and names them', async () => {
      await put(storedItem(-1));
      await put({ ...storedItem(-2), values: { S: '[{"queryId":"secret"}]' } });
      await put({ ...keyOf(-3), values: { S: '[]' } });
      const store = createRunStore(client, tableName, clock);

      const reads = [
        await store.readHistory('daily-usage', 0),
        await store.readNewestHistory({ reportId: 'daily-usage', endedByMs: startMs, limit: 9 }),
      ];

      for (const { entries, unreadable } of reads) {
        expect(entries.map(({ runId: id }) => id)).toEqual(['run of -1']);
        expect([...unreadable].sort()).toEqual([
          expect.stringMatching(/history#daily-usage \/ 2026-11-22T12:30:20.000Z.*reportId is missing/),
          expect.stringMatching(/history#daily-usage \/ 2026-11-23T12:30:20.000Z.*values\.0\.value is wrong/),
        ]);
        expect(JSON.stringify(unreadable)).not.toContain('secret');
      }
    });

    it('is read over several pages, and no further than the limit', async () => {
      const store = createRunStore(client, tableName, clock);
      const values = Array.from({ length: 3_000 }, (_, index) => ({
        queryId: `group-requests-of-the-year-${index}`,
        definition: '0123456789abcdef',
        value: index,
      }));
      for (let day = -5; day <= 0; day += 1) await store.keepHistory(historyEntry(day, { values }));

      const all = await store.readHistory('daily-usage', 0);
      const newest = await store.readNewestHistory({ reportId: 'daily-usage', endedByMs: startMs, limit: 5 });

      expect(all.entries).toHaveLength(6);
      expect(newest.entries.map(({ windowEndMs }) => (windowEndMs - startMs) / dayMs)).toEqual([0, -1, -2, -3, -4]);
      expect(newest.entries[4]?.values).toEqual(values);
    });
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
    ['a plan that is not JSON', 'plan', { plan: { S: '{' } }, /plan is wrong/],
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
});
