import { queryJobsDelivery } from '@pulso/contracts/query-jobs';

import { World, complete, job, queueMessage, returned, running, settled, startMs } from './testing/world';

const giveUpMs = 540_000;

describe('a job whose query was started', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
    world.polls = [running];
  });

  it('is re-enqueued with its query and a delay when the poll budget is over, and its message is settled', async () => {
    const response = await world.process(job());

    expect(response).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1', attempt: 1 } }]);
    expect(world.reenqueued[0]?.delaySeconds).toBeGreaterThanOrEqual(1);
    expect(world.logged).toMatchObject([
      { event: 'query-started' },
      { event: 'query-polled' },
      { event: 'query-requeued', why: 'running', delaySeconds: world.reenqueued[0]?.delaySeconds },
    ]);
  });

  it('is re-enqueued at any receive but the last: the new message says more than the one that was received', async () => {
    expect(await world.process(job(), 3)).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1', attempt: 3 } }]);
  });

  it('is re-enqueued when asking has failed, so that the query is not paid twice', async () => {
    world.polls = [new Error('socket hang up')];

    expect(await world.process(job())).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
    expect(world.lines.filter((line) => !line.includes('"level":"INFO"'))).toEqual([
      expect.stringMatching(/query-job-failed.*"queryId":"groups".*socket hang up/),
    ]);
  });

  it('is re-enqueued when its answer could not be published', async () => {
    world.polls = [complete('3')];
    world.publishError = new Error('queue refused');

    expect(await world.process(job())).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
  });

  it.each([
    ['was re-enqueued before', { insightsQueryId: 'q-0' }],
    ['runs no query', {}],
  ])('is the only one that is re-enqueued: a job that %s waits as its message', async (_which, overrides) => {
    world.starts = [{ status: 'throttled' }];

    for (const receiveCount of [1, 2, 39]) {
      expect(await world.process(job(overrides), receiveCount)).toEqual(returned);
    }

    expect(world.pauses).toHaveLength(3);
    expect([world.reenqueued, world.published]).toEqual([[], []]);
  });

  describe('when it is not known whether it was re-enqueued', () => {
    beforeEach(() => {
      world.reenqueueAnswer = new Error('socket hang up');
    });

    it('waits with its message until a minute before the run gives up, and leaves its query to the new one', async () => {
      const response = await world.process(job());

      expect(response).toEqual(returned);
      const comesBackAtMs = world.nowMs + (world.pauseSeconds[0] ?? 0) * 1000;
      expect(startMs + giveUpMs - comesBackAtMs).toBeGreaterThan(59_000);
      expect(startMs + giveUpMs - comesBackAtMs).toBeLessThanOrEqual(60_000);
      expect(world.calls).not.toContain('stop q-1');
      expect(world.published).toEqual([]);
    });

    it('waits for as long as any message would that was not paused, if there is little time', async () => {
      await world.process(job({ giveUpAtMs: startMs + 120_000 }));

      expect(world.pauseSeconds).toEqual([queryJobsDelivery.visibilityTimeoutSeconds]);
    });

    it('says so in the log, with the reason', async () => {
      await world.process(job());

      expect(world.logged).toContainEqual(
        expect.objectContaining({ level: 'WARN', event: 'hand-over-unanswered', errorMessage: 'socket hang up' }),
      );
    });

    it('starts its query once more at the last try, and re-enqueues nothing', async () => {
      await world.process(job());
      world.nowMs += (world.pauseSeconds[0] ?? 0) * 1000 + 1;
      world.reenqueueAnswer = 'accepted';
      world.polls = [{ status: 'running' }, complete('3')];

      const response = await world.process(job(), 2);

      expect(response).toEqual(settled);
      expect(world.reenqueued).toEqual([]);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });
  });

  describe('when the queue has refused it', () => {
    beforeEach(() => {
      world.reenqueueAnswer = 'refused';
    });

    it('stops the query, which no message names, and waits to start another', async () => {
      const response = await world.process(job());

      expect(response).toEqual(returned);
      expect(world.calls.at(-1)).toBe('stop q-1');
      expect(world.pauseSeconds).toEqual([queryJobsDelivery.failurePauseSeconds]);
      expect(world.published).toEqual([]);
    });
  });

  describe('in its last minute', () => {
    const late = job({ giveUpAtMs: startMs + 59_999 });

    it.each([
      ['has no answer when the poll budget is over', running],
      ["can't be asked", new Error('socket hang up')],
    ])('stops its query and gives up when it %s', async (_case, poll) => {
      world.polls = [poll];

      const response = await world.process(late);

      expect(response).toEqual(settled);
      expect(world.calls.at(-1)).toBe('stop q-1');
      expect([world.reenqueued, world.pauses]).toEqual([[], []]);
      expect(world.published).toMatchObject([{ outcome: { reason: { code: 'gave-up' } } }]);
    });

    it('publishes its answer once more, and does not give up, when that could not be published', async () => {
      world.polls = [complete('3')];
      world.failedPublicationCount = 1;

      expect(await world.process(late)).toEqual(settled);
      expect(world.calls).toEqual(['start', 'poll q-1']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('does so, too, when its time is over by then', async () => {
      const { publishRunEvent } = world.deps;
      const failOnce: typeof publishRunEvent = async (event) => {
        if (world.nowMs < late.giveUpAtMs) {
          world.nowMs = late.giveUpAtMs;
          throw new Error('queue refused');
        }
        await publishRunEvent(event);
      };
      world.polls = [complete('3')];

      const response = await world.processBatch([queueMessage(late)], { ...world.deps, publishRunEvent: failOnce });

      expect(response).toEqual(settled);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('comes back when giving up could not be published', async () => {
      world.publishError = new Error('queue refused');

      expect(await world.process(late)).toEqual(returned);
      expect(world.pauseSeconds).toEqual([queryJobsDelivery.failurePauseSeconds]);
    });
  });
});
