import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  createReadStoredReport,
  createRunStore,
  createScheduleWatch,
  runPartitionKey,
  runsTable,
} from '@pulso/adapters/dynamodb-runs';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import {
  type HistoryEntry,
  type ResultToStore,
  type RunStore,
  type ScheduleWatch,
  processRunEvents,
} from '@pulso/fan-in';
import { createJsonLog } from '@pulso/logging';

// The fan-in's own specs run on it, and it is tested beside the table that it stands for.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { createInMemoryRuns } from '../../../domain/fan-in/src/testing/in-memory-run-store';
import { type LocalTable, startLocalTable } from './start-local-table';

const tableName = 'pulso-test-runs';
const startMs = Date.parse('2026-11-25T12:30:20.000Z');
const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
const expiresAtSeconds = startMs / 1000 + 86_400;

const plan: ReportPlan = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung' },
  trigger: 'schedule',
  windowStartMs: startMs - 86_400_000,
  windowEndMs: startMs,
  queries: ['a', 'b'].map((queryId) => ({ queryId, title: { en: queryId } })),
  destinations: [{ type: 'telegram', chatId: '-1001', showsProgress: false }],
  plannedAtMs: startMs,
  reportDueAtMs: startMs + 600_000,
  giveUpAtMs: startMs + 540_000,
};

const success = (value: string): QueryOutcome => ({
  status: 'success',
  rows: [[{ field: 'calls', value }]],
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3.5 },
});

const failed: QueryOutcome = { status: 'failed', reason: { code: 'gave-up', message: 'Too late. 😀' } };

const result = (queryId: string, outcome: QueryOutcome, overrides: Partial<ResultToStore> = {}): ResultToStore => ({
  runId,
  queryId,
  outcome,
  finishedAtMs: startMs + 1,
  storedAtMs: startMs + 2,
  expiresAtSeconds,
  ...overrides,
});

const toOpen = { runId, plan, openedAtMs: startMs, expiresAtSeconds };
const toClose = { runId, closedAtMs: startMs + 9, sweepAtMs: startMs + 300_009 };

interface Stores {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
}

describe('the runs table', () => {
  let nowMs: number;
  let table: LocalTable;
  let client: DynamoDBClient;
  const clock = { nowMs: () => nowMs };

  beforeEach(async () => {
    nowMs = startMs;
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
      timeToLiveAttribute: runsTable.ttlAttribute,
    });
    client = table.client;
  });

  afterEach(() => table.stop());

  // The same suite over both: what the fan-in's own tests run on must behave as the table does.
  describe.each<[string, () => Stores]>([
    ['memory', () => createInMemoryRuns(clock)],
    [
      'DynamoDB',
      () => ({
        store: createRunStore(client, tableName, clock),
        watch: createScheduleWatch(client, tableName, clock),
      }),
    ],
  ])('in %s', (_where, createStores) => {
    let store: RunStore;
    let watch: ScheduleWatch;

    beforeEach(() => {
      ({ store, watch } = createStores());
    });

    const nominated = (state: 'waiting' | 'open' | 'closed', dueByMs = Number.MAX_SAFE_INTEGER) =>
      store.nominate(state, { dueByMs, limit: 10 });

    it('has nothing at first, and no condition creates anything', async () => {
      await store.markSent(runId, 1);
      await store.rescheduleSweep(runId, 0, 5);
      await store.rescheduleSweep(runId, undefined, 5);

      expect(await store.closeRun(toClose)).toBe('not-running');
      expect(await store.replaceFailure(result('a', success('1')))).toBe('not-failed');
      expect(await store.readRun(runId)).toBeUndefined();
      expect(await store.readResults(runId)).toEqual([]);
    });

    it('opens a run once and keeps its first plan', async () => {
      const outcomes = [
        await store.openRun(toOpen),
        await store.openRun({ ...toOpen, plan: { ...plan, reportId: 'other' }, openedAtMs: startMs + 5 }),
      ];

      expect(outcomes).toEqual(['opened', 'has-plan']);
      expect(await store.readRun(runId)).toEqual({
        runId,
        plan,
        state: 'running',
        counter: 0,
        revision: 1,
        sentRevision: 0,
        firstSeenAtMs: startMs,
        openedAtMs: startMs,
      });
      expect(await nominated('open')).toEqual([runId]);
    });

    it('opens a run that results have created', async () => {
      await store.addResult(result('a', success('1'), { storedAtMs: startMs - 7 }));
      const waiting = await nominated('waiting');

      expect(await store.openRun(toOpen)).toBe('opened');
      expect(waiting).toEqual([runId]);
      expect(await nominated('waiting')).toEqual([]);
      expect(await store.readRun(runId)).toMatchObject({ plan, counter: 1, revision: 2, firstSeenAtMs: startMs - 7 });
    });

    it('counts a result once, with its revision, or not at all', async () => {
      const outcomes = [
        await store.addResult(result('a', success('1'))),
        await store.addResult(result('a', success('2'))),
        await store.addResult(result('a', failed)),
        await store.addResult(result('b', failed)),
      ];

      expect(outcomes).toEqual(['added', 'exists', 'exists', 'added']);
      expect(await store.readRun(runId)).toMatchObject({ state: 'running', counter: 2, revision: 2 });
      expect((await store.readResults(runId)).sort((x, y) => x.queryId.localeCompare(y.queryId))).toEqual([
        { queryId: 'a', outcome: success('1'), finishedAtMs: startMs + 1 },
        { queryId: 'b', outcome: failed, finishedAtMs: startMs + 1 },
      ]);
    });

    it('counts once when the same result comes many times at the same time', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.addResult(result('a', success('1')))));

      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(await store.readRun(runId)).toMatchObject({ counter: 1, revision: 1 });
    });

    it('replaces a failure by a success and nothing else', async () => {
      await store.addResult(result('a', failed));

      const outcomes = [
        await store.replaceFailure(result('a', success('1'))),
        await store.replaceFailure(result('a', success('2'))),
      ];

      expect(outcomes).toEqual(['replaced', 'not-failed']);
      expect(await store.readRun(runId)).toMatchObject({ counter: 1, revision: 2 });
      expect(await store.readResults(runId)).toMatchObject([{ outcome: success('1') }]);
    });

    it('closes an opened run once', async () => {
      await store.addResult(result('a', failed));
      const early = await store.closeRun(toClose);
      await store.openRun(toOpen);

      const outcomes = [await store.closeRun(toClose), await store.closeRun({ ...toClose, closedAtMs: 1 })];

      expect([early, ...outcomes]).toEqual(['not-running', 'closed', 'not-running']);
      expect(await store.readRun(runId)).toMatchObject({ state: 'closed', closedAtMs: startMs + 9, revision: 3 });
      expect(await nominated('open')).toEqual([]);
    });

    it('raises the revision of a closed run too, and asks for the sweep at once', async () => {
      await store.openRun(toOpen);
      await store.closeRun(toClose);
      const before = await nominated('closed', startMs + 2);
      await store.addResult(result('a', failed));
      await store.replaceFailure(result('a', success('1')));

      expect(before).toEqual([]);
      expect(await nominated('closed', startMs + 2)).toEqual([runId]);
      expect(await store.readRun(runId)).toMatchObject({ state: 'closed', counter: 1, revision: 4 });
    });

    it('never lowers the sent revision', async () => {
      await store.openRun(toOpen);

      await store.markSent(runId, 3);
      await store.markSent(runId, 2);

      expect(await store.readRun(runId)).toMatchObject({ sentRevision: 3 });
    });

    it('nominates what is due, the oldest first, up to the limit', async () => {
      for (const [id, openedAtMs] of [
        ['late', 30],
        ['early', 10],
        ['middle', 20],
        ['future', 99],
      ] as const) {
        await store.openRun({ ...toOpen, runId: id, openedAtMs });
      }

      expect(await store.nominate('open', { dueByMs: 30, limit: 10 })).toEqual(['early', 'middle', 'late']);
      expect(await store.nominate('open', { dueByMs: 30, limit: 2 })).toEqual(['early', 'middle']);
    });

    it('leaves the sweep, comes back later, or stays when the run has changed meanwhile', async () => {
      await store.openRun(toOpen);
      await store.closeRun(toClose);

      await store.rescheduleSweep(runId, 1, undefined);
      const stale = await nominated('closed');
      await store.rescheduleSweep(runId, 2, startMs + 1_000_000);
      const moved = [await nominated('closed', startMs + 999_999), await nominated('closed', startMs + 1_000_000)];
      await store.rescheduleSweep(runId, 2, undefined);
      const left = await nominated('closed');
      await store.addResult(result('a', success('1')));

      expect([stale, ...moved, left]).toEqual([[runId], [], [runId], []]);
      expect(await nominated('waiting')).toEqual([runId]);
      expect(await store.readRun(runId)).toMatchObject({ state: 'closed', revision: 3 });
    });

    it('goes to the end of the line at any revision, unless it has left the sweep', async () => {
      await store.openRun(toOpen);
      await store.openRun({ ...toOpen, runId: 'other', openedAtMs: startMs + 1 });

      await store.rescheduleSweep(runId, undefined, startMs + 2);
      const line = await nominated('open');
      await store.rescheduleSweep('other', 1, undefined);
      await store.rescheduleSweep('other', undefined, startMs + 3);
      await store.rescheduleSweep(runId, undefined, undefined);

      expect(line).toEqual(['other', runId]);
      expect(await nominated('open')).toEqual([]);
    });

    it('takes what has expired for absent', async () => {
      await store.openRun(toOpen);
      await store.addResult(result('a', success('1')));

      nowMs = expiresAtSeconds * 1000;

      expect(await store.readRun(runId)).toBeUndefined();
      expect(await store.readResults(runId)).toEqual([]);
    });

    it('keeps runs apart whose ids look like keys', async () => {
      for (const id of ['run', 'run#', 'run#result#a', 'ä #😀"\\', 'expected#daily']) {
        await store.addResult(result('a', success('1'), { runId: id }));
        expect(await store.readRun(id)).toMatchObject({ runId: id, counter: 1 });
      }
      expect(new Set(await nominated('waiting'))).toEqual(
        new Set(['run', 'run#', 'run#result#a', 'ä #😀"\\', 'expected#daily']),
      );
    });

    it('expects the latest scheduled run of a report', async () => {
      const expected = (scheduledAtMs: number) => ({
        reportId: 'daily',
        scheduledAtMs,
        sweepAtMs: scheduledAtMs + 1,
        expiresAtSeconds,
      });

      await watch.expectRun(expected(200));
      await watch.expectRun(expected(100));

      expect(await watch.readExpectedRun('daily')).toEqual({ reportId: 'daily', scheduledAtMs: 200 });
      expect(await watch.nominateExpected({ dueByMs: 200, limit: 9 })).toEqual([]);
      expect(await watch.nominateExpected({ dueByMs: 201, limit: 9 })).toEqual(['daily']);
    });

    it('looks for an expected run later or never, unless another one is expected by now', async () => {
      await watch.expectRun({ reportId: 'daily', scheduledAtMs: 200, sweepAtMs: 201, expiresAtSeconds });
      const due = (dueByMs: number) => watch.nominateExpected({ dueByMs, limit: 9 });

      await watch.rescheduleExpected({ reportId: 'daily', scheduledAtMs: 100 }, undefined);
      const stale = await due(201);
      await watch.rescheduleExpected({ reportId: 'daily', scheduledAtMs: 200 }, 300);
      const moved = [await due(299), await due(300)];
      await watch.rescheduleExpected({ reportId: 'daily', scheduledAtMs: 200 }, undefined);

      expect([stale, ...moved, await due(1e12)]).toEqual([['daily'], [], ['daily'], []]);
      expect(await watch.readExpectedRun('other')).toBeUndefined();
    });

    it('forgets an expected run that has expired', async () => {
      await watch.expectRun({ reportId: 'daily', scheduledAtMs: 200, sweepAtMs: 201, expiresAtSeconds });

      nowMs = expiresAtSeconds * 1000;

      expect(await watch.readExpectedRun('daily')).toBeUndefined();
    });
  });

  describe('as DynamoDB stores it', () => {
    const event = (queryId: string, outcome: QueryOutcome): RunEvent => ({
      schemaVersion: 1,
      type: 'query-finished',
      runId,
      queryId,
      outcome,
      finishedAtMs: startMs,
    });

    const aggregate = async (...events: RunEvent[]) => {
      const published: ReportUpdate[] = [];
      const response = await processRunEvents(
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
          clock: { ...clock, sleep: async () => undefined },
          random: () => 0,
          log: createJsonLog(() => undefined),
        },
      );
      expect(response).toEqual({ batchItemFailures: [] });
      return published;
    };

    it('takes a run from its first early answer to its report', async () => {
      const published = await aggregate(
        event('b', success('2')),
        { schemaVersion: 1, type: 'run-opened', runId, plan },
        { schemaVersion: 1, type: 'run-deadline', runId, plan },
        event('b', success('2')),
        event('a', failed),
        event('a', success('1')),
        { schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' },
      );

      expect(published).toMatchObject([
        { type: 'report-update', content: { state: 'partial' } },
        { type: 'report-update', content: { state: 'complete', values: [{ value: 1 }, { value: 2 }] } },
        ...published.slice(2),
      ]);
    });

    it('reads a stored run back for tools', async () => {
      const [update] = await aggregate(
        { schemaVersion: 1, type: 'run-opened', runId, plan },
        event('a', success('1')),
        event('b', failed),
        event('unexpected', success('9')),
      );

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
});
