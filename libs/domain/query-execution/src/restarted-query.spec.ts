import { type PollOutcome } from './ports';
import { World, complete, job, running, startMs } from './testing/world';

const ended = (insightsStatus: string): PollOutcome => ({ status: 'ended', insightsStatus });
const started = (insightsQueryId: string) => ({ status: 'started', insightsQueryId }) as const;

describe('a query that ends without an answer', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
    world.starts = [started('q-1'), started('q-2')];
  });

  it.each(['Failed', 'Cancelled', 'Timeout'])(
    'is started once more in the same invocation when it is %s',
    async (status) => {
      world.polls = [ended(status), complete('3')];

      await world.process(job());

      expect(world.calls).toEqual(['start', 'poll q-1', 'start', 'poll q-2']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
      expect([world.reenqueued, world.pauses]).toEqual([[], []]);
    },
  );

  it('is reported as failed when the second one ends so, too', async () => {
    world.polls = [ended('Failed'), ended('Timeout')];

    await world.process(job());

    expect(world.calls).toEqual(['start', 'poll q-1', 'start', 'poll q-2']);
    expect(world.published).toMatchObject([
      { outcome: { reason: { code: 'query-failed', message: expect.stringContaining('Timeout, after one restart') } } },
    ]);
  });

  it('is not started a third time by a later receive', async () => {
    world.polls = [ended('Failed')];

    await world.process(job({ insightsQueryId: 'q-0', restartCount: 1 }));

    expect(world.calls).toEqual(['poll q-0']);
    expect(world.published).toMatchObject([{ outcome: { reason: { code: 'query-failed' } } }]);
  });

  it('shares the poll budget of its invocation with the second one, which is re-enqueued', async () => {
    world.polls = [running, running, running, running, ended('Failed'), running];

    await world.process(job());

    expect(world.nowMs - startMs).toBeLessThanOrEqual(20_000);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-2', restartCount: 1 } }]);
  });

  it('changes nothing else of its job: neither its time nor what it asks', async () => {
    const asked = job({ insightsQueryId: 'q-0', tables: [{ tableId: 'by-kind', by: 'kind', sum: 'uses' }] });
    world.polls = [ended('Failed'), running];

    await world.process(asked);

    const { waitMs: _waits, ...next } = world.reenqueued[0]?.job ?? job();
    expect(next).toEqual({ ...asked, insightsQueryId: 'q-1', attempt: 1, restartCount: 1 });
  });

  it('waits with its message, which names it, while no other can be started', async () => {
    const known = job({ insightsQueryId: 'q-0' });
    world.starts = [{ status: 'throttled' }, started('q-1')];
    world.polls = [ended('Failed'), ended('Failed'), complete('3')];

    await world.process(known, 1);
    const [pauseSeconds] = world.pauseSeconds;
    await world.process(known, 2);

    expect(pauseSeconds).toBe(1);
    expect(world.calls).toEqual(['poll q-0', 'start', 'poll q-0', 'start', 'poll q-1']);
    expect(world.reenqueued).toEqual([]);
    expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
  });

  it('is re-enqueued, as yet to be started again, when it was started by this invocation and no other can be', async () => {
    world.starts = [started('q-1'), { status: 'throttled' }, started('q-2')];
    world.polls = [ended('Failed'), ended('Failed'), complete('3')];

    await world.process(job());
    const next = world.reenqueued[0]?.job;
    await world.process(next);

    expect(next).toMatchObject({ insightsQueryId: 'q-1', restartCount: 0 });
    expect(world.calls).toEqual(['start', 'poll q-1', 'start', 'poll q-1', 'start', 'poll q-2']);
    expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
  });

  it('waits with its message for two minutes when starting another fails, which may have started it', async () => {
    world.starts = [new Error('socket hang up')];
    world.polls = [ended('Failed')];

    const { batchItemFailures } = await world.process(job({ insightsQueryId: 'q-0', attempt: 3 }));

    expect(batchItemFailures).toHaveLength(1);
    expect(world.pauseSeconds).toEqual([120]);
    expect([world.reenqueued, world.published]).toEqual([[], []]);
  });

  it('is re-enqueued for two minutes later when it was started by this invocation and starting another fails', async () => {
    world.starts = [started('q-1'), new Error('socket hang up')];
    world.polls = [ended('Failed')];

    await world.process(job());

    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1', restartCount: 0 }, delaySeconds: 120 }]);
  });

  it('is reported with the reason when another one is refused', async () => {
    world.starts = [{ status: 'refused', reason: { code: 'log-group-missing', message: 'No such group.' } }];
    world.polls = [ended('Failed')];

    await world.process(job({ insightsQueryId: 'q-0' }));

    expect(world.published).toMatchObject([{ outcome: { reason: { code: 'log-group-missing' } } }]);
  });

  it.each([
    [1_001, ['poll q-0', 'start', 'poll q-1', 'stop q-1'], 'gave-up'],
    [1_000, ['poll q-0'], 'query-failed'],
  ])('is started again with %i ms left, by which time it made the calls %j: %s', async (leftMs, calls, code) => {
    world.polls = [ended('Failed'), running];

    await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs: startMs + leftMs }));

    expect(world.calls).toEqual(calls);
    expect(world.published).toMatchObject([{ outcome: { reason: { code } } }]);
  });
});
