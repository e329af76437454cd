import { World, complete, job, pace, running, settled, startMs } from './testing/world';

describe('a job of a large run', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it('is re-enqueued at once with its query, to be looked at when that is very likely done', async () => {
    const response = await world.process(job({ pace, waitMs: 445 }));

    expect(response).toEqual(settled);
    expect(world.calls).toEqual(['start']);
    expect(world.logged).toMatchObject([{ event: 'query-started' }, { event: 'query-requeued', why: 'started' }]);
    expect(world.nowMs - startMs).toBe(445);
    expect(world.reenqueued).toEqual([{ job: job({ pace, insightsQueryId: 'q-1', attempt: 1 }), delaySeconds: 14 }]);
  });

  it.each([
    ['still runs', running, 4],
    ['could not be looked at', { status: 'throttled' } as const, 5],
  ])('looks once and waits in the queue when its query %s', async (_case, poll, pauseSeconds) => {
    world.polls = [poll];

    const { batchItemFailures } = await world.process(job({ pace, insightsQueryId: 'q-0', attempt: 1 }));

    expect(batchItemFailures).toHaveLength(1);
    expect(world.calls).toEqual(['poll q-0']);
    expect(world.nowMs).toBe(startMs);
    expect(world.pauseSeconds).toEqual([pauseSeconds]);
    expect(world.reenqueued).toEqual([]);
  });

  it('waits longer with each receive of its message, as if it had been re-enqueued each time', async () => {
    world.polls = [running];

    for (const receiveCount of [1, 2, 3, 4, 5]) {
      await world.process(job({ pace, insightsQueryId: 'q-0', attempt: 1 }), receiveCount);
    }

    expect(world.pauseSeconds).toEqual([4, 6, 8, 10, 12]);
  });

  it('is re-enqueued after a restart, to be looked at when the second query is very likely done', async () => {
    world.polls = [{ status: 'ended', insightsStatus: 'Failed' }];

    await world.process(job({ pace, insightsQueryId: 'q-0', attempt: 1 }));

    expect(world.calls).toEqual(['poll q-0', 'start']);
    expect(world.reenqueued).toMatchObject([
      { job: { insightsQueryId: 'q-1', restartCount: 1, attempt: 2 }, delaySeconds: 14 },
    ]);
  });

  describe('in its last minute', () => {
    const inLastMinute = job({ pace, giveUpAtMs: startMs + 59_999 });

    it('is re-enqueued for the last time with a whole minute left', async () => {
      await world.process(job({ pace, giveUpAtMs: startMs + 60_000 }));

      expect(world.calls).toEqual(['start']);
      expect(world.reenqueued).toHaveLength(1);
    });

    it('starts its query, begins to ask after the longest wait, and publishes the answer', async () => {
      world.polls = [running, complete('3')];

      await world.process(inLastMinute);

      expect(world.calls).toEqual(['start', 'poll q-1', 'poll q-1']);
      expect(world.nowMs - startMs).toBe(3_750 + 1_500);
      expect(world.reenqueued).toEqual([]);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('stops its query and gives up when the poll budget is over before the answer', async () => {
      world.polls = [running];

      const response = await world.process(inLastMinute);

      expect(response).toEqual(settled);
      expect(world.calls.at(-1)).toBe('stop q-1');
      expect(world.reenqueued).toEqual([]);
      expect(world.published).toMatchObject([{ outcome: { reason: { code: 'gave-up' } } }]);
    });

    it('waits for its answer in the queue when its message names the query', async () => {
      world.polls = [running];

      await world.process({ ...inLastMinute, insightsQueryId: 'q-0', attempt: 9 });

      expect(world.calls).toEqual(['poll q-0']);
      expect(world.pauseSeconds).toEqual([12]);
      expect(world.published).toEqual([]);
    });

    it('comes back no later than its time, and takes the answer that is there by then', async () => {
      world.polls = [running, complete('3')];
      const nearlyOver = { ...inLastMinute, insightsQueryId: 'q-0', attempt: 9, giveUpAtMs: startMs + 2_500 };

      await world.process(nearlyOver, 1);
      world.nowMs += (world.pauseSeconds[0] ?? 0) * 1000;
      await world.process(nearlyOver, 2);

      expect(world.pauseSeconds).toEqual([3]);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('waits for no more than its time when its start is throttled', async () => {
      world.starts = [{ status: 'throttled' }];

      await world.process({ ...inLastMinute, attempt: 9, giveUpAtMs: startMs + 20_000 });

      expect(world.pauseSeconds).toEqual([20]);
    });
  });
});
