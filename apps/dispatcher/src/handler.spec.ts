import { type HandlerHarness, invocation, startHandler } from '@pulso/testing/handler-harness';

import type * as handlerModule from './handler';

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;

  beforeAll(async () => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        QUERY_JOBS_QUEUE_URL: `${url}/000000000000/jobs`,
        RUN_EVENTS_QUEUE_URL: `${url}/000000000000/events`,
        BOT_LOG_GROUP_NAME: '/aws/lambda/bot',
        REPORT_DESTINATIONS: '{"owners":[]}',
      }),
    );
  });

  afterAll(() => harness.stop());

  it('fails, well before the function times out, when the queue does not answer, so that Lambda tries again', async () => {
    const request = {
      schemaVersion: 1,
      reportId: 'daily-usage',
      trigger: { type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' },
    };

    const { answer, waitedMs } = await harness.waitFor(() =>
      harness.module.handler(request, invocation).catch((error: unknown) => error),
    );

    expect(answer).toEqual(expect.objectContaining({ name: 'TimeoutError' }));
    expect(harness.operations).toEqual(['SendMessageBatch', 'SendMessageBatch']);
    expect(waitedMs).toBeLessThan(10_000);
  });
});
