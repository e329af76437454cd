import { type HandlerHarness, invocation, sqsEvent, startHandler } from '@pulso/testing/handler-harness';

import type * as handlerModule from './handler';

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;

  beforeAll(async () => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        RUNS_TABLE_NAME: 'pulso-test-runs',
        RUN_EVENTS_QUEUE_URL: `${url}/000000000000/events`,
        REPORT_UPDATES_QUEUE_URL: `${url}/000000000000/updates`,
        REPORT_SCHEDULES: '{}',
      }),
    );
  });

  afterAll(() => harness.stop());

  it('returns an event, well before the function times out, when neither its table nor its queue answers', async () => {
    const event = sqsEvent({
      schemaVersion: 1,
      type: 'query-finished',
      runId: 'r',
      queryId: 'q',
      outcome: { status: 'failed', reason: { code: 'c', message: 'm' } },
      finishedAtMs: 0,
    });

    const { answer, waitedMs } = await harness.waitFor(() => harness.module.handler(event, invocation), 20_000);

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(harness.operations).toEqual([
      'TransactWriteItems',
      'TransactWriteItems',
      'ChangeMessageVisibilityBatch',
      'ChangeMessageVisibilityBatch',
    ]);
    expect(waitedMs).toBeLessThan(10_000);
  });
});
