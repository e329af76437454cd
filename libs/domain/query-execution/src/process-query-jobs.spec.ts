import { type BatchResponse } from '@pulso/message-batches';

import { processQueryJobs } from './process-query-jobs';
import { QueryJobWorld, complete, job, startMs } from './testing/query-job-world';

const returned: BatchResponse = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };
const settled: BatchResponse = { batchItemFailures: [] };

describe('processQueryJobs', () => {
  let world: QueryJobWorld;

  beforeEach(() => {
    world = new QueryJobWorld();
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

  it('asks SQS to redeliver a job whose start failed for a reason that may pass', async () => {
    world.starts = [new Error('socket hang up')];

    const response = await world.process(job(), 4);

    expect(response).toEqual(returned);
    expect(world.published).toEqual([]);
  });

  it('reports failed on the last receive before it lets go', async () => {
    world.starts = [new Error('socket hang up')];

    const response = await world.process(job(), 5);

    expect(response).toEqual(settled);
    expect(world.published).toMatchObject([{ outcome: { status: 'failed', reason: { code: 'receives-exhausted' } } }]);
  });

  it.each([
    ['known', 'q-0', ['poll q-0', 'stop q-0']],
    ['just started', undefined, ['start', 'poll q-1', 'stop q-1']],
  ])('stops a query on the last receive, which is %s and will have no reader', async (_what, id, calls) => {
    world.polls = [new Error('socket hang up')];

    await world.process(job(id === undefined ? {} : { insightsQueryId: id }), 5);

    expect(world.calls).toEqual(calls);
    expect(world.published).toMatchObject([{ outcome: { reason: { code: 'receives-exhausted' } } }]);
  });

  it("reports failed on the last receive also when its query can't be stopped", async () => {
    world.polls = [new Error('socket hang up')];
    world.stopError = new Error('socket hang up');

    const response = await world.process(job({ insightsQueryId: 'q-0' }), 5);

    expect(response).toEqual(settled);
    expect(world.published).toMatchObject([{ outcome: { reason: { code: 'receives-exhausted' } } }]);
  });

  it('keeps a query that it has just started when polling fails', async () => {
    world.polls = [new Error('socket hang up')];

    const response = await world.process(job());

    expect(response).toEqual(settled);
    expect(world.requeued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
  });

  it('asks about a query that runs again soon when asking has failed, and later each time', async () => {
    world.polls = [new Error('socket hang up')];

    const responses = [
      await world.process(job({ insightsQueryId: 'q-0', attempt: 1 })),
      await world.process(job({ insightsQueryId: 'q-0', attempt: 4 })),
    ];

    expect(responses).toEqual([settled, settled]);
    expect(world.requeued).toMatchObject([
      { job: { insightsQueryId: 'q-0', attempt: 2 }, delaySeconds: 3 },
      { job: { insightsQueryId: 'q-0', attempt: 5 }, delaySeconds: 24 },
    ]);
  });

  it('puts no job back for ever: past its time it is for the queue to count its receives', async () => {
    world.publishError = new Error('queue refused');

    expect(await world.process(job({ insightsQueryId: 'q-0', giveUpAtMs: startMs }))).toEqual(returned);
    expect(world.requeued).toEqual([]);
  });

  it('leaves no second copy of a job whose query runs: an earlier receive may have left one', async () => {
    world.polls = [{ status: 'running' }];

    const first = await world.process(job({ insightsQueryId: 'q-0' }), 1);
    const second = await world.process(job({ insightsQueryId: 'q-0' }), 2);

    expect([first, second]).toEqual([settled, returned]);
    expect(world.requeued).toHaveLength(1);
    expect(world.published).toEqual([]);
  });

  it('leaves no second copy when asking fails either', async () => {
    world.polls = [new Error('socket hang up')];

    expect(await world.process(job({ insightsQueryId: 'q-0' }), 2)).toEqual(returned);
    expect(world.requeued).toEqual([]);
  });

  it('leaves no second copy of a job whose start is throttled, and does not give it up for waiting', async () => {
    world.starts = [{ status: 'throttled' }];

    const responses = [await world.process(job(), 2), await world.process(job(), 5)];

    expect(responses).toEqual([returned, settled]);
    expect(world.requeued).toHaveLength(1);
    expect(world.published).toEqual([]);
  });

  it('leaves a copy at any receive that says more than the message: a query that was started', async () => {
    world.polls = [{ status: 'running' }];

    expect(await world.process(job(), 3)).toEqual(settled);
    expect(world.requeued).toMatchObject([{ job: { insightsQueryId: 'q-1' } }]);
  });

  it('leaves a copy at any receive that says more than the message: a query that must start anew', async () => {
    world.polls = [{ status: 'ended', insightsStatus: 'Timeout' }];

    expect(await world.process(job({ insightsQueryId: 'q-0' }), 3)).toEqual(settled);
    expect(world.requeued).toMatchObject([{ job: { restartCount: 1 } }]);
  });

  it('returns the message when neither outcome nor job can be sent', async () => {
    world.publishError = new Error('queue refused');
    world.requeueError = new Error('queue refused');

    expect(await world.process(job())).toEqual(returned);
    expect(await world.process(job(), 5)).toEqual(returned);
  });

  it('names the first failure and its query, not what then went wrong with putting the job back', async () => {
    world.polls = [new Error('socket hang up')];
    world.requeueError = new Error('queue refused');

    const response = await world.process(job({ insightsQueryId: 'q-0' }));

    expect(response).toEqual(returned);
    expect(world.lines.at(-1)).toMatch(/QueryJobFailedError.*Query groups of .*socket hang up/);
    expect(world.lines.join()).not.toContain('queue refused');
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown schema version', { ...job(), schemaVersion: 2 }],
    ['no log group', job({ logGroupNames: [] })],
    ['a query beyond the limit', job({ queryString: 'x'.repeat(10_001) })],
  ])('leaves a message with %s to the dead-letter queue', async (_case, body) => {
    expect(await world.process(body)).toEqual(returned);
    expect(world.calls).toEqual([]);
  });

  it('lets a job with a failing neighbour settle', async () => {
    const messages = ['{', JSON.stringify(job())].map((body, index) => ({
      messageId: `m-${index}`,
      body,
      attributes: { ApproximateReceiveCount: '1' },
    }));

    const response = await processQueryJobs(messages, world.deps);

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }] });
    expect(world.published).toMatchObject([{ finishedAtMs: world.nowMs }]);
  });
});
