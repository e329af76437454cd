import { createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb';
import { type History, type RunStore, type ScheduleWatch } from '@pulso/domain/fan-in';
import { dayMs } from '@pulso/kit/time';

// The fan-in's own specs run on it, and it is tested beside the table that it stands for.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { createInMemoryRuns } from '../../../domain/fan-in/src/testing/in-memory-run-store';
import {
  expiresAtSeconds,
  failed,
  historyEntry,
  plan,
  result,
  runId,
  startMs,
  startRunsTable,
  success,
  tableName,
  toClose,
  toOpen,
} from './runs-table-fixture';
import { type LocalTable } from './start-local-table';

interface Stores {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
}

let nowMs: number;
let table: LocalTable | undefined;
const clock = { nowMs: () => nowMs };

beforeEach(() => {
  nowMs = startMs;
  table = undefined;
});

afterEach(() => table?.stop());

// The same suite over both: the fake of the fan-in's own tests must behave like the table.
describe.each<[string, () => Promise<Stores>]>([
  ['memory', async () => createInMemoryRuns(clock)],
  [
    'DynamoDB',
    async () => {
      table = await startRunsTable();
      return {
        store: createRunStore(table.client, tableName, clock),
        watch: createScheduleWatch(table.client, tableName, clock),
      };
    },
  ],
])('the runs table in %s', (_where, createStores) => {
  let store: RunStore;
  let watch: ScheduleWatch;

  beforeEach(async () => {
    ({ store, watch } = await createStores());
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

  it('dates a run by its first result, whatever comes later', async () => {
    await store.addResult(result('a', failed));
    await store.addResult(result('b', failed, { storedAtMs: startMs + 99, expiresAtSeconds: expiresAtSeconds + 99 }));
    const run = await store.readRun(runId);
    nowMs = expiresAtSeconds * 1000;

    expect(run).toMatchObject({ firstSeenAtMs: startMs + 2 });
    expect(await store.readRun(runId)).toBeUndefined();
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

  it('replaces only the success that was read by another one', async () => {
    await store.addResult(result('a', success('1')));
    const [read = { finishedAtMs: 0 }] = await store.readResults(runId);
    const firstRows = [[{ field: 'calls', value: '1' }]];
    const backfilled = { ...result('a', success('2')), finishedAtMs: read.finishedAtMs + 1, firstRows };

    const outcomes = [
      await store.replaceSuccess(backfilled, read),
      await store.replaceSuccess({ ...backfilled, outcome: success('3') }, read),
      await store.replaceSuccess(result('b', success('1')), read),
    ];

    expect(outcomes).toEqual(['replaced', 'changed', 'changed']);
    expect(await store.readRun(runId)).toMatchObject({ counter: 1, revision: 2 });
    expect(await store.readResults(runId)).toMatchObject([{ outcome: success('2'), firstRows }]);
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

  it('treats expired items as absent', async () => {
    await store.openRun(toOpen);
    await store.addResult(result('a', success('1')));

    nowMs = expiresAtSeconds * 1000;

    expect(await store.readRun(runId)).toBeUndefined();
    expect(await store.readResults(runId)).toEqual([]);
  });

  describe('the history of a report', () => {
    const days = async (reading: Promise<History>) => {
      const { entries, unreadable } = await reading;
      expect(unreadable).toEqual([]);
      return entries.map(({ values }) => values[0]?.value).sort((one = 0, other = 0) => one - other);
    };
    const newest = (endedByDay: number, limit: number) =>
      days(store.readNewestHistory({ reportId: 'daily-usage', endedByMs: startMs + endedByDay * dayMs, limit }));

    beforeEach(async () => {
      for (const day of [-1, -3, 0, -2, -4]) await store.keepHistory(historyEntry(day));
      await store.keepHistory(historyEntry(-1, { reportId: 'daily-usage-2', values: [] }));
    });

    it('returns its entries as they were written', async () => {
      const values = [
        { queryId: 'a', numberId: 'n', ofReportId: 'other', definition: 'a-1', value: 7 },
        { queryId: 'b', definition: 'b-1', value: 0.5 },
      ];
      const tables = [
        { queryId: 'a', tableId: 't', definition: 'a-1', rows: [['roll', 7] as const], isWhole: true as const },
        { queryId: 'b', definition: 'b-1', rows: [] },
      ];
      const kept = historyEntry(1, { values, tables });
      await store.keepHistory(kept);

      expect(await store.readHistory('daily-usage', kept.windowEndMs)).toEqual({ entries: [kept], unreadable: [] });
    });

    it('begins with a window that ends at the given time', async () => {
      expect(await days(store.readHistory('daily-usage', startMs - 2 * dayMs))).toEqual([-2, -1, 0]);
      expect(await days(store.readHistory('daily-usage', startMs - 2 * dayMs + 1))).toEqual([-1, 0]);
      expect(await days(store.readHistory('none', 0))).toEqual([]);
    });

    it('has newest entries, up to the limit', async () => {
      expect(await newest(0, 3)).toEqual([-2, -1, 0]);
      expect(await newest(-0.5, 2)).toEqual([-2, -1]);
      expect(await newest(0, 99)).toEqual([-4, -3, -2, -1, 0]);
      expect(await newest(-5, 3)).toEqual([]);
    });

    it('keeps the newest revision of one run', async () => {
      const values = [{ queryId: 'a', definition: 'a-1', value: 77 }];
      await store.keepHistory(historyEntry(0, { revision: 4, values: [] }));
      await store.keepHistory(historyEntry(0, { revision: 9, runId: 'another', values: [] }));
      await store.keepHistory(historyEntry(-1, { revision: 6, values }));

      expect(await days(store.readHistory('daily-usage', startMs - dayMs))).toEqual([0, 77]);
    });

    it('ends where entries have expired', async () => {
      nowMs = (expiresAtSeconds - 1) * 1000;

      expect(await days(store.readHistory('daily-usage', 0))).toEqual([0]);
      expect(await newest(0, 99)).toEqual([0]);
    });
  });

  it('notes which revision readers may have seen, of an existing run', async () => {
    await store.openRun(toOpen);

    await store.markPublished(runId, 1);
    await store.markPublished('none', 1);

    expect(await store.readRun(runId)).toMatchObject({ publishedRevision: 1, revision: 1, sentRevision: 0 });
    expect(await store.readRun('none')).toBeUndefined();
  });

  describe('of scheduled runs', () => {
    const expected = (scheduledAtMs: number) => ({
      reportId: 'daily',
      scheduledAtMs,
      sweepAtMs: scheduledAtMs + 1,
      expiresAtSeconds,
    });
    const due = (dueByMs: number) => watch.nominateExpected({ dueByMs, limit: 9 });
    const awaited = async () => (await watch.readExpectedRun('daily'))?.scheduledAtMs;

    it('sets the expected run if there was none, and replaces another one', async () => {
      await watch.expectRun(expected(200), undefined);
      const first = await watch.readExpectedRun('daily');
      await watch.expectRun(expected(100), first);

      expect(first).toMatchObject({ reportId: 'daily', scheduledAtMs: 200, sweepAtMs: 201 });
      expect(await awaited()).toBe(100);
      expect([await due(100), await due(101)]).toEqual([[], ['daily']]);
      expect(await watch.readExpectedRun('other')).toBeUndefined();
    });

    it('keeps the expected run if another one was read', async () => {
      await watch.expectRun(expected(200), undefined);

      await watch.expectRun(expected(300), undefined);
      await watch.expectRun(expected(300), expected(100));

      expect(await awaited()).toBe(200);
    });

    it('looks for one later, unless another one is expected by now', async () => {
      await watch.expectRun(expected(200), undefined);

      await watch.rescheduleExpected(expected(100), 150);
      const stale = [await due(200), await due(201)];
      await watch.rescheduleExpected(expected(200), 300);

      expect([...stale, await due(299), await due(300)]).toEqual([[], ['daily'], [], ['daily']]);
    });

    it('drops one, unless another one is expected by now, and expects the next like the first', async () => {
      await watch.expectRun(expected(200), undefined);

      await watch.dropExpected(expected(100));
      const kept = await awaited();
      await watch.dropExpected(expected(200));
      const dropped = [await awaited(), await due(1e12)];
      await watch.expectRun(expected(300), undefined);

      expect([kept, ...dropped, await awaited()]).toEqual([200, undefined, [], 300]);
    });

    it('sees no dropped one with a clock that is behind', async () => {
      await watch.expectRun(expected(200), undefined);
      await watch.dropExpected(expected(200));

      nowMs -= 60_000;

      expect(await awaited()).toBeUndefined();
    });

    it('forgets one that has expired, and expects the next like the first', async () => {
      await watch.expectRun(expected(200), undefined);

      nowMs = expiresAtSeconds * 1000;
      const forgotten = await awaited();
      await watch.expectRun({ ...expected(300), expiresAtSeconds: expiresAtSeconds + 9 }, undefined);

      expect([forgotten, await awaited()]).toEqual([undefined, 300]);
    });
  });
});
