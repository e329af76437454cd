import { type QueryJob, queryJobsDelivery } from '@pulso/contracts/query-jobs';

import { type PollOutcome } from './ports';
import { World, complete, job, pace, queueMessage, returned, running, settled, startMs } from './testing/world';

const { maxReceiveCount, failureVisibilityTimeoutSeconds } = queryJobsDelivery;

let world: World;

beforeEach(() => {
  world = new World();
});

describe('processQueryJobs', () => {
  it.each([
    ['an answer', complete('3')],
    ['a failure', { status: 'refused', reason: { code: 'not-kept', message: 'No logs.' } }],
  ] as const)('says with %s when it came, and that the question was asked again', async (_what, poll) => {
    world.polls = [poll];
    const backfill = { definition: 'd1', windowStartMs: 1_000, windowEndMs: 3_000 };

    await world.process(job({ backfill }));

    expect(world.published).toMatchObject([{ backfill, finishedAtMs: world.nowMs }]);
  });

  describe('a job that has to wait', () => {
    const failing = { starts: [new Error('socket hang up')] };
    const refused = { status: 'refused', reason: { code: 'log-group-missing', message: 'No such group.' } } as const;

    it.each([
      ['two minutes after a start that has failed', failing, {}, [1, 39], [120, 120]],
      ['no longer than its time allows after that', failing, { giveUpAtMs: startMs + 50_000 }, [1], [50]],
      [
        'as after any failure when a refusal could not be published',
        { starts: [refused], failedPublicationCount: Infinity },
        {},
        [1],
        [2],
      ],
      // Half of 2, 4, 8 and 16 s.
      [
        'longer with each start that was throttled',
        { starts: [{ status: 'throttled' }] },
        {},
        [1, 2, 3, 4],
        [1, 2, 4, 8],
      ],
      [
        'longer after each failed poll',
        { polls: [new Error('socket hang up')] },
        { insightsQueryId: 'q-0', attempt: 1 },
        [1, 4],
        [3, 24],
      ],
    ] as const)('waits %s', async (_how, script, overrides, receives, visibilityTimeoutSeconds) => {
      Object.assign(world, script);

      for (const receiveCount of receives) {
        expect(await world.process(job(overrides), receiveCount)).toEqual(returned);
      }

      expect(world.visibilityTimeoutSeconds).toEqual(visibilityTimeoutSeconds);
      expect([world.published, world.reenqueued]).toEqual([[], []]);
    });

    it('waits and polls again, also in its last minute, when its answer could not be published', async () => {
      world.failedPublicationCount = 1;
      const late = job({ insightsQueryId: 'q-0', giveUpAtMs: startMs + 30_000 });

      expect(await world.process(late, 1)).toEqual(returned);
      expect(await world.process(late, 2)).toEqual(settled);

      expect(world.calls).toEqual(['poll q-0', 'poll q-0']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('waits at least a second, however short its random delay', async () => {
      world.starts = [{ status: 'throttled' }];
      const soon = { ...world.deps, random: () => 0 };

      await world.processBatch([queueMessage(job())], soon);

      expect(world.visibilityTimeoutSeconds).toEqual([1]);
    });
  });

  describe('a job that uses up its receives', () => {
    it('waits as usual for half of them, and then long enough that its time ends before the last one', async () => {
      world.polls = [running];
      const slow = job({ pace, insightsQueryId: 'q-0', giveUpAtMs: startMs + 380_000 });

      for (const receiveCount of [20, 21, 39]) await world.process(slow, receiveCount);

      expect(world.visibilityTimeoutSeconds).toEqual([12, 380 / 19, 380]);
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
        world.nowMs += (world.pauses.pop()?.visibilityTimeoutSeconds ?? 0) * 1000;
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
      'reports failed at the last one, and tries to stop its query, when it %s',
      async (_case, overrides, script, calls, why) => {
        Object.assign(world, script, { stopError: new Error('socket hang up') });

        const response = await world.process(job(overrides), maxReceiveCount);

        expect(response).toEqual(settled);
        expect(world.calls).toEqual(calls);
        expect([world.reenqueued, world.pauses]).toEqual([[], []]);
        expect(world.published).toMatchObject([
          { outcome: { reason: { code: 'receives-exhausted', message: expect.stringContaining(`answer (${why})`) } } },
        ]);
      },
    );

    it.each([
      [0, {}],
      [1, {}],
      [1, { giveUpAtMs: startMs }],
    ])('publishes its answer at the last one, after %i failed publications: %j', async (failures, overrides) => {
      world.failedPublicationCount = failures;

      expect(await world.process(job({ insightsQueryId: 'q-0', ...overrides }), maxReceiveCount)).toEqual(settled);

      expect(world.calls).toEqual(['poll q-0']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('leaves its message to the dead-letter queue when nothing can be reported', async () => {
      world.failedPublicationCount = Infinity;

      expect(await world.process(job(), maxReceiveCount)).toEqual(returned);
    });
  });

  it('fails and comes back soon, when its time is over and its outcome can not be published', async () => {
    world.failedPublicationCount = Infinity;

    const response = await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs: startMs }), 2);

    expect(response).toEqual(returned);
    expect(world.visibilityTimeoutSeconds).toEqual([failureVisibilityTimeoutSeconds]);
    expect(world.lines.at(-1)).toMatch(/message-not-settled.*QueryJobFailedError.*Query groups of .*queue refused/);
  });

  describe('a batch', () => {
    it.each([
      ['no JSON', '{'],
      ['an unknown schema version', { ...job(), schemaVersion: 2 }],
    ])('leaves a message with %s to the dead-letter queue', async (_case, body) => {
      expect(await world.process(body)).toEqual(returned);
      expect(world.calls).toEqual([]);
      expect(world.visibilityTimeoutSeconds).toEqual([failureVisibilityTimeoutSeconds]);
    });

    it('settles each job by itself: one fails, one waits, one is re-enqueued, one is answered', async () => {
      world.starts = [{ status: 'throttled' }, { status: 'started', insightsQueryId: 'q-1' }];
      const bodies = ['{', job(), job({ pace }), job({ insightsQueryId: 'q-0' })];

      const response = await world.processBatch(
        bodies.map((body, index) => queueMessage(body, { messageId: `m-${index}` })),
      );

      expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }] });
      expect(world.pauses).toEqual([
        { receiptHandle: 'm-0 at receive 1', visibilityTimeoutSeconds: failureVisibilityTimeoutSeconds },
        { receiptHandle: 'm-1 at receive 1', visibilityTimeoutSeconds: 1 },
      ]);
      expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
      expect(world.published).toMatchObject([{ finishedAtMs: world.nowMs, outcome: { status: 'success' } }]);
    });
  });
});

describe('a job whose query was started', () => {
  const giveUpMs = 540_000;

  beforeEach(() => {
    world.polls = [running];
  });

  it('is re-enqueued with its query at any receive but the last when the poll budget is over', async () => {
    const response = await world.process(job(), 3);

    expect(response).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1', attempt: 3 } }]);
    expect(world.reenqueued[0]?.delaySeconds).toBeGreaterThanOrEqual(1);
    expect(world.logged).toMatchObject([
      { event: 'query-started' },
      { event: 'query-polled' },
      { event: 'query-job-waits', why: 'running', delaySeconds: world.reenqueued[0]?.delaySeconds },
    ]);
  });

  it('is re-enqueued after a failed poll, so that the query is not paid twice', async () => {
    world.polls = [new Error('socket hang up')];

    expect(await world.process(job())).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
    expect(world.lines.filter((line) => !line.includes('"level":"INFO"'))).toEqual([
      expect.stringMatching(/query-job-failed.*"queryId":"groups".*socket hang up/),
    ]);
  });

  it('is re-enqueued when its answer could not be published', async () => {
    world.polls = [complete('3')];
    world.failedPublicationCount = Infinity;

    expect(await world.process(job())).toEqual(settled);
    expect(world.reenqueued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
  });

  it.each([
    ['was re-enqueued before', { insightsQueryId: 'q-0' }],
    ['runs no query', {}],
  ])('is the only one that is re-enqueued: the message of a job that %s waits', async (_which, overrides) => {
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

    it('keeps its message waiting until a minute before the run gives up, with a warning', async () => {
      const response = await world.process(job());

      expect(response).toEqual(returned);
      const comesBackAtMs = world.nowMs + (world.visibilityTimeoutSeconds[0] ?? 0) * 1000;
      expect(startMs + giveUpMs - comesBackAtMs).toBeGreaterThan(59_000);
      expect(startMs + giveUpMs - comesBackAtMs).toBeLessThanOrEqual(60_000);
      expect(world.calls).not.toContain('stop q-1');
      expect(world.logged).toContainEqual(
        expect.objectContaining({ level: 'WARN', event: 're-enqueue-unanswered', errorMessage: 'socket hang up' }),
      );
      expect(world.published).toEqual([]);
    });

    it("waits for the queue's visibility timeout if there is little time", async () => {
      await world.process(job({ giveUpAtMs: startMs + 120_000 }));

      expect(world.visibilityTimeoutSeconds).toEqual([queryJobsDelivery.visibilityTimeoutSeconds]);
    });

    it('starts its query once more at the last try, and re-enqueues nothing', async () => {
      await world.process(job());
      world.nowMs += (world.visibilityTimeoutSeconds[0] ?? 0) * 1000 + 1;
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
      expect(world.visibilityTimeoutSeconds).toEqual([queryJobsDelivery.failureVisibilityTimeoutSeconds]);
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

    it('publishes its answer again instead of giving up', async () => {
      world.polls = [complete('3')];
      world.failedPublicationCount = 1;

      expect(await world.process(late)).toEqual(settled);
      expect(world.calls).toEqual(['start', 'poll q-1']);
      expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
    });

    it('comes back when giving up could not be published', async () => {
      world.failedPublicationCount = Infinity;

      expect(await world.process(late)).toEqual(returned);
      expect(world.visibilityTimeoutSeconds).toEqual([queryJobsDelivery.failureVisibilityTimeoutSeconds]);
    });
  });
});
