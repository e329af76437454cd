import { readRunEvent } from '@pulso/contracts/run-events';

import { World, complete, completeRows, job, running, settled, startMs } from './testing/world';

describe('executeJob', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it('publishes the rows of a completed query', async () => {
    world.polls = [{ status: 'running' }, complete('3')];

    const response = await world.process(job());

    expect(response).toEqual(settled);
    expect(world.calls).toEqual(['start', 'poll q-1', 'poll q-1']);
    expect(world.logged).toMatchObject([
      { event: 'query-started', queryId: 'groups' },
      { event: 'query-polled', pollCount: 2 },
      { event: 'query-finished', status: 'success', bytesScanned: expect.any(Number) },
    ]);
    expect(world.published).toMatchObject([
      {
        schemaVersion: 1,
        queryId: 'groups',
        outcome: { status: 'success', rows: [[{ field: 'count(*)', value: '3' }]] },
      },
    ]);
    expect(readRunEvent(JSON.stringify(world.published[0]))).toEqual(world.published[0]);
  });

  it.each([
    ['text', complete('three'), 'one cell that is not a number'],
    ['a row without cells', completeRows([]), 'one row without cells'],
  ])('reports %s as a failure, since it is neither a number nor a table', async (_case, poll, shape) => {
    world.polls = [poll];

    await world.process(job());

    expect(world.published).toMatchObject([
      { outcome: { status: 'failed', reason: { code: 'unexpected-result', message: expect.stringContaining(shape) } } },
    ]);
  });

  it('publishes the rows of a table in their order, without pointers to raw events', async () => {
    const top = [
      { field: 'command', value: '/start' },
      { field: 'calls', value: '12' },
    ];
    const next = [{ field: 'command', value: '/help' }];
    world.polls = [completeRows([...top, { field: '@ptr', value: 'CmEKJgoi' }], next)];

    await world.process(job());

    expect(world.published).toMatchObject([{ outcome: { status: 'success', rows: [top, next] } }]);
    expect(world.published[0]?.outcome).not.toHaveProperty('omittedRowCount');
  });

  it('keeps the top rows of a result that fits no message, and counts the others', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [
      { field: 'text', value: `${index} ${'😀'.repeat(100)}` },
    ]);
    world.polls = [completeRows(...rows)];

    await world.process(job());

    const [event] = world.published;
    expect(JSON.stringify(event).length).toBeLessThan(20_000);
    const outcome = event?.outcome.status === 'success' ? event.outcome : undefined;
    expect(outcome?.rows[0]?.[0]?.value).toMatch(/^0 😀/);
    expect((outcome?.rows.length ?? 0) + (outcome?.omittedRowCount ?? 0)).toBe(10_000);
  });

  it('publishes tables that their reader takes, also at the last look', async () => {
    const row = [
      { field: 'command', value: '/start' },
      { field: 'calls', value: '2' },
    ];
    const tables = [{ tableId: 'commands', by: 'command', sum: 'calls' }];
    world.polls = [completeRows(row, row)];

    await world.process(job({ tables }));
    await world.process(job({ tables, giveUpAtMs: startMs, insightsQueryId: 'q-0' }));

    const summedUp = [{ tableId: 'commands', rows: [[row[0], { field: 'calls', value: '4' }]] }];
    expect(world.published).toMatchObject([
      { outcome: { rows: [], tables: summedUp } },
      { outcome: { rows: [], tables: summedUp } },
    ]);
    for (const event of world.published) expect(readRunEvent(JSON.stringify(event))).toEqual(event);
  });

  it('asks no longer than the poll budget lasts', async () => {
    world.polls = [running];

    await world.process(job());

    expect(world.nowMs - startMs).toBeGreaterThan(15_000);
    expect(world.nowMs - startMs).toBeLessThanOrEqual(20_000);
    expect(world.published).toEqual([]);
  });

  it('asks for results at intervals that double, up to a limit', async () => {
    world.polls = [running, running, running, running, complete('3')];

    await world.process(job());

    // In the middle of a wait's range: three quarters of 1, 2, 4, 5 and 5 s.
    expect(world.nowMs - startMs).toBe(750 + 1_500 + 3_000 + 3_750 + 3_750);
  });

  it('continues a running query without starting it again', async () => {
    await world.process(job({ insightsQueryId: 'q-0', attempt: 3 }));

    expect(world.calls).toEqual(['poll q-0']);
  });

  it('stops a query that reads more than its job allows, and says so', async () => {
    world.polls = [
      { status: 'running', bytesScanned: 1_000 },
      { status: 'running', bytesScanned: 1_001 },
    ];

    await world.process(job({ maxScannedBytes: 1_000 }));

    expect(world.calls).toEqual(['start', 'poll q-1', 'poll q-1', 'stop q-1']);
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code: 'too-large' } } }]);
  });

  it('gives up in time and stops its query', async () => {
    world.polls = [running];

    await world.process(job({ giveUpAtMs: startMs + 5_000 }));

    expect(world.calls.at(-1)).toBe('stop q-1');
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code: 'gave-up' } } }]);
    expect(world.nowMs).toBeLessThanOrEqual(startMs + 5_000);
  });

  it('starts nothing for a job that comes too late', async () => {
    await world.process(job({ giveUpAtMs: startMs }));

    expect(world.calls).toEqual([]);
    expect(world.published).toMatchObject([
      {
        outcome: { status: 'failed', reason: { code: 'gave-up', message: expect.stringContaining('not be started') } },
      },
    ]);
  });

  it('takes an answer that came while the job lay in the queue beyond its time', async () => {
    await world.process(job({ giveUpAtMs: startMs, insightsQueryId: 'q-0' }));

    expect(world.calls).toEqual(['poll q-0']);
    expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
  });

  it.each([
    ['still runs', running],
    ['has failed', { status: 'ended', insightsStatus: 'Failed' } as const],
    ["can't be asked", new Error('socket hang up')],
  ])('gives up on a query that %s when its time is over', async (_case, poll) => {
    world.polls = [poll];

    await world.process(job({ giveUpAtMs: startMs, insightsQueryId: 'q-0' }));

    expect(world.calls).toEqual(['poll q-0', 'stop q-0']);
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code: 'gave-up' } } }]);
  });

  it.each([
    ['its time is over', running, startMs, 'gave-up'],
    [
      'its answer may not be read',
      { status: 'refused', reason: { code: 'access-denied', message: 'no' } } as const,
      startMs + 540_000,
      'access-denied',
    ],
  ])("says that there is no answer when %s and the query can't be stopped", async (_case, poll, giveUpAtMs, code) => {
    world.polls = [poll];
    world.stopError = new Error('socket hang up');

    const response = await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs }));

    expect(response).toEqual(settled);
    expect(world.calls).toEqual(['poll q-0', 'stop q-0']);
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code } } }]);
  });

  it.each([
    ['while there is time', startMs + 540_000],
    ['at the last look', startMs],
  ])('names access as the reason when results may not be read, %s', async (_when, giveUpAtMs) => {
    world.polls = [{ status: 'refused', reason: { code: 'access-denied', message: 'Grant logs:GetQueryResults.' } }];

    await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs }));

    expect(world.calls).toEqual(['poll q-0', 'stop q-0']);
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code: 'access-denied' } } }]);
  });
});
