import { type HandlerHarness, invocation, sqsEvent, startHandler } from '@pulso/testing/handler-harness';

import type * as handlerModule from './handler';

const job = {
  schemaVersion: 1,
  runId: 'r',
  queryId: 'q',
  logGroupNames: ['/aws/lambda/bot'],
  queryString: 'stats count(*)',
  startTimeSeconds: 1,
  endTimeSeconds: 2,
  giveUpAtMs: Number.MAX_SAFE_INTEGER,
  attempt: 0,
  restartCount: 0,
};

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;

  const start = async (answerOf?: Parameters<typeof startHandler>[2]): Promise<void> => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        QUERY_JOBS_QUEUE_URL: `${url}/000000000000/jobs`,
        RUN_EVENTS_QUEUE_URL: `${url}/000000000000/events`,
      }),
      answerOf,
    );
  };

  beforeEach(() => jest.resetModules());

  afterEach(() => harness.stop());

  it('returns a job, well before the function times out, when neither Logs Insights nor its queue answers', async () => {
    await start();

    const { answer, waitedMs } = await harness.waitFor(() => harness.module.handler(sqsEvent(job), invocation));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(harness.operations).toEqual(['DescribeLogGroups', 'ChangeMessageVisibilityBatch']);
    expect(waitedMs).toBeLessThan(10_000);
  });

  it('re-enqueues a job by one request, since a repeated one could be a second message', async () => {
    await start((operation) => {
      if (operation === 'DescribeLogGroups') return { statusCode: 200, body: { logGroups: [] } };
      return operation === 'StartQuery' ? { statusCode: 200, body: { queryId: 'i' } } : undefined;
    });
    const pace = { firstPollAfterMs: 14_000, startBackoffMs: 54_000 };

    const { answer } = await harness.waitFor(() => harness.module.handler(sqsEvent({ ...job, pace }), invocation));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(harness.operations.filter((operation) => operation === 'SendMessageBatch')).toHaveLength(1);
  });

  it('publishes an outcome by two requests at most, since the job comes back', async () => {
    await start();

    await harness.waitFor(() => harness.module.handler(sqsEvent({ ...job, giveUpAtMs: 1 }), invocation));

    expect(harness.operations).toEqual(['SendMessageBatch', 'SendMessageBatch', 'ChangeMessageVisibilityBatch']);
  });
});
