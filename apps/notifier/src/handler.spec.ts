import { type HandlerHarness, invocation, sqsEvent, startHandler } from '@pulso/testing/handler-harness';

import type * as handlerModule from './handler';

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;

  beforeAll(async () => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        DELIVERIES_TABLE_NAME: 'pulso-test-deliveries',
        REPORT_UPDATES_QUEUE_URL: `${url}/000000000000/updates`,
        BOT_TOKEN_PARAMETER: '/bot-token',
        TELEGRAM_API_ROOT: url,
        WEBHOOK_PARAMETER_PREFIX: '/webhook-',
        BOT_FUNCTION_NAME: 'pulso-test-bot',
      }),
    );
  });

  afterAll(() => harness.stop());

  it('returns a message, well before the function times out, when neither its table nor its queue answers', async () => {
    const event = sqsEvent({
      schemaVersion: 1,
      type: 'placeholder-superseded',
      runId: 'r',
      destination: { type: 'telegram', chatId: '5', placeholderMessageId: 1, showsProgress: true },
    });

    const { answer, waitedMs } = await harness.waitFor(() => harness.module.handler(event, invocation));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(harness.operations).toEqual([
      'GetItem',
      'GetItem',
      'ChangeMessageVisibilityBatch',
      'ChangeMessageVisibilityBatch',
    ]);
    expect(waitedMs).toBeLessThan(10_000);
  });
});
