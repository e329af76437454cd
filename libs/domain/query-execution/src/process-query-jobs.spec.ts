import { type QueryJob, queryJobsDelivery } from '@pulso/contracts/query-jobs';

import { type PollOutcome } from './ports';
import { World, complete, job, pace, queueMessage, returned, running, settled, startMs } from './testing/world';

const { maxReceiveCount, failurePauseSeconds } = queryJobsDelivery;

describe('processQueryJobs', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it.each([
    ['an answer', complete('3')],
    ['a failure', { status: 'refused', reason: { code: 'not-kept', message: 'No logs.' } }],
  ] as const)('says with %s that the question was asked again', async (_what, poll) => {
    world.polls = [poll];
    const recount = { definition: 'd1', windowStartMs: 1_000, windowEndMs: 3_000 };

    await world.process(job({ recount }));

    expect(world.published).toMatchObject([{ recount }]);
  });

  describe('a job that has to wait', () => {
    it('waits two minutes after a start that has failed, which may have started a query', async () => {
      world.starts = [new Error('socket hang up')];

      const responses = [await world.process(job(), 1), await world.process(job(), 39)];

      expect(responses).toEqual([returned, returned]);
      expect(world.pauseSeconds).toEqual([120, 120]);
      expect([world.published, world.reenqueued]).toEqual([[], []]);
    });

    it('waits no longer than to its time after a start that has failed', async () => {
      world.starts = [new Error('socket hang up')];

      await world.process(job({ giveUpAtMs: startMs + 50_000 }));

      expect(world.pauseSeconds).toEqual([50]);
    });

    it('waits as after any failure when its start was refused and that could not be published', async () => {
      world.starts = [{ status: 'refused', reason: { code: 'log-group-missing', message: 'No such group.' } }];
      world.publishError = new Error('queue refused');

      await world.process(job());

      expect(world.pauseSeconds).toEqual([2]);
    });

    it('waits and asks its query again, in its last minute as well, when its answer could not be published', async () => {
      world.failedPublicationCount = 1;
      const late = job({ insightsQueryId: 'q-0', giveUpAtMs: startMs + 30_000 });

      expect(await world.process(late, 1)).toEqual(returned);
      expect(await world.process(late, 2)).toEqual(settled);

      expect(world.calls).toEqual(['poll q-0', 'poll q-0']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('waits after a start that was throttled, up to twice as long with each receive', async () => {
      world.starts = [{ status: 'throttled' }];

      for (const receiveCount of [1, 2, 3, 4]) expect(await world.process(job(), receiveCount)).toEqual(returned);

      // Half of 2, 4, 8 and 16 s.
      expect(world.pauseSeconds).toEqual([1, 2, 4, 8]);
      expect([world.published, world.reenqueued]).toEqual([[], []]);
    });

    it('waits at least a second, however short the delay that was drawn', async () => {
      world.starts = [{ status: 'throttled' }];
      const soon = { ...world.deps, random: () => 0 };

      await world.processBatch([queueMessage(job())], soon);

      expect(world.pauseSeconds).toEqual([1]);
    });

    it('asks about its query again soon when asking has failed, and later each time', async () => {
      world.polls = [new Error('socket hang up')];

      const responses = [
        await world.process(job({ insightsQueryId: 'q-0', attempt: 1 })),
        await world.process(job({ insightsQueryId: 'q-0', attempt: 1 }), 4),
      ];

      expect(responses).toEqual([returned, returned]);
      expect(world.pauseSeconds).toEqual([3, 24]);
      expect(world.reenqueued).toEqual([]);
    });
  });

  describe('a job that uses up its receives', () => {
    it('waits as usual up to half of them, and then long enough for its time to be over before the last one', async () => {
      world.polls = [running];
      const slow = job({ pace, insightsQueryId: 'q-0', giveUpAtMs: startMs + 380_000 });

      for (const receiveCount of [20, 21, 39]) await world.process(slow, receiveCount);

      expect(world.pauseSeconds).toEqual([12, 380 / 19, 380]);
    });

    it.each<[string, Partial<QueryJob>, PollOutcome | Error]>([
      ['whose query never ends', { pace, insightsQueryId: 'q-0' }, running],
      ['whose start is throttled again and again', { pace: { ...pace, startBackoffMs: 1 } }, running],
      ["whose query can't be asked", { insightsQueryId: 'q-0' }, new Error('socket hang up')],
    ])('gives up at its time and before its last receive: one %s', async (_which, overrides, poll) => {
      world.starts = [{ status: 'throttled' }];
      world.polls = [poll];
      const asked = job(overrides);
      let receiveCount = 0;

      while (world.published.length === 0 && receiveCount < maxReceiveCount) {
        await world.process(asked, (receiveCount += 1));
        world.nowMs += (world.pauses.pop()?.pauseSeconds ?? 0) * 1000;
      }

      expect(world.published).toMatchObject([{ outcome: { reason: { code: 'gave-up' } } }]);
      expect(world.nowMs - asked.giveUpAtMs).toBeLessThan(2_000);
    });

    it.each([
      ['fails to start', {}, { starts: [new Error('socket hang up')] }, ['start'], 'Error'],
      ['is throttled', {}, { starts: [{ status: 'throttled' as const }] }, ['start'], 'throttled'],
      [
        'can be asked no more',
        { insightsQueryId: 'q-0' },
        { polls: [new Error('x')] },
        ['poll q-0', 'stop q-0'],
        'Error',
      ],
      ['still runs', { pace, insightsQueryId: 'q-0' }, { polls: [running] }, ['poll q-0', 'stop q-0'], 'running'],
      ['has just been started', { pace }, { polls: [running] }, ['start', 'stop q-1'], 'started'],
      ['fails right after its start', {}, { polls: [new Error('x')] }, ['start', 'poll q-1', 'stop q-1'], 'Error'],
    ])(
      'reports failed at the last one, and stops its query, when it %s',
      async (_case, overrides, script, calls, why) => {
        Object.assign(world, script);

        const response = await world.process(job(overrides), maxReceiveCount);

        expect(response).toEqual(settled);
        expect(world.calls).toEqual(calls);
        expect([world.reenqueued, world.pauses]).toEqual([[], []]);
        expect(world.published).toMatchObject([
          { outcome: { reason: { code: 'receives-exhausted', message: expect.stringContaining(`answer (${why})`) } } },
        ]);
      },
    );

    it("reports failed at the last one also when its query can't be stopped", async () => {
      world.polls = [new Error('socket hang up')];
      world.stopError = new Error('socket hang up');

      const response = await world.process(job({ insightsQueryId: 'q-0' }), maxReceiveCount);

      expect(response).toEqual(settled);
      expect(world.published).toMatchObject([{ outcome: { reason: { code: 'receives-exhausted' } } }]);
    });

    it('takes an answer at the last one', async () => {
      await world.process(job({ insightsQueryId: 'q-0' }), maxReceiveCount);

      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('publishes an answer once more at the last one, and not that it had none', async () => {
      world.failedPublicationCount = 1;

      expect(await world.process(job({ insightsQueryId: 'q-0' }), maxReceiveCount)).toEqual(settled);

      expect(world.calls).toEqual(['poll q-0']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('leaves its message to the dead-letter queue when nothing can be reported', async () => {
      world.publishError = new Error('queue refused');

      expect(await world.process(job(), maxReceiveCount)).toEqual(returned);
    });
  });

  describe('a job whose time is over', () => {
    it('publishes its outcome once more at the last receive', async () => {
      world.failedPublicationCount = 1;

      const response = await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs: startMs }), maxReceiveCount);

      expect(response).toEqual(settled);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('fails, to come back soon, when its outcome can not be published', async () => {
      world.publishError = new Error('queue refused');

      const response = await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs: startMs }), 2);

      expect(response).toEqual(returned);
      expect(world.pauseSeconds).toEqual([failurePauseSeconds]);
      expect(world.lines.at(-1)).toMatch(/message-not-settled.*QueryJobFailedError.*Query groups of .*queue refused/);
    });
  });

  describe('a batch', () => {
    it.each([
      ['no JSON', '{'],
      ['an unknown schema version', { ...job(), schemaVersion: 2 }],
      ['no log group', job({ logGroupNames: [] })],
      ['a query beyond the limit', job({ queryString: 'x'.repeat(10_001) })],
    ])('leaves a message with %s to the dead-letter queue', async (_case, body) => {
      expect(await world.process(body)).toEqual(returned);
      expect(world.calls).toEqual([]);
      expect(world.pauseSeconds).toEqual([failurePauseSeconds]);
    });

    it('settles each job by itself: one fails, one waits, one is re-enqueued, one is answered', async () => {
      world.starts = [{ status: 'throttled' }, { status: 'started', insightsQueryId: 'q-1' }];
      const bodies = ['{', job(), job({ pace }), job({ insightsQueryId: 'q-0' })];

      const response = await world.processBatch(
        bodies.map((body, index) => queueMessage(body, { messageId: `m-${index}` })),
      );

      expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }] });
      expect(world.pauses).toEqual([
        { receiptHandle: 'm-0 at receive 1', pauseSeconds: failurePauseSeconds },
        { receiptHandle: 'm-1 at receive 1', pauseSeconds: 1 },
      ]);
      expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
      expect(world.published).toMatchObject([{ finishedAtMs: world.nowMs, outcome: { status: 'success' } }]);
    });
  });
});
