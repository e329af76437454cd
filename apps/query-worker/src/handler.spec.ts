import { type HandlerHarness, invocation, sqsEvent, startHandler } from '@pulso/handler-harness';

import type * as handlerModule from './handler';

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;

  beforeAll(async () => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        QUERY_JOBS_QUEUE_URL: `${url}/000000000000/jobs`,
        RUN_EVENTS_QUEUE_URL: `${url}/000000000000/events`,
      }),
    );
  });

  afterAll(() => harness.stop());

  it('returns a job, well before the function times out, when Logs Insights does not answer', async () => {
    const event = sqsEvent({
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
    });

    const { answer, waitedMs } = await harness.waitFor(() => harness.module.handler(event, invocation));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(harness.operations).toEqual(['StartQuery']);
    expect(waitedMs).toBeLessThan(10_000);
  });
});
