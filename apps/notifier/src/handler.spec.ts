import { type HandlerHarness, invocation, sqsEvent, startHandler } from '@pulso/testing/handler-harness';

import type * as handlerModule from './handler';

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;
  /** The bodies of answers; other operations get none. */
  let answers: Map<string, object>;

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
        MAIL_FROM: 'pulso@example.org',
      }),
      (operation) => {
        const body = answers.get(operation);
        return body && { statusCode: 'error_code' in body ? 401 : 200, body };
      },
    );
  });

  beforeEach(() => {
    harness.operations.length = 0;
    answers = new Map();
  });

  afterEach(() => jest.restoreAllMocks());

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

  const content = {
    ...{ reportId: 'daily-usage', title: { en: 'Daily usage' }, state: 'complete', trigger: 'schedule' },
    ...{ windowStartMs: 1_764_073_500_000, windowEndMs: 1_764_159_900_000, values: [], missing: [] },
  };
  /** Delivers a run's report where the table knows nothing of it. */
  const deliver = (destination: object, runId = 'r'): ReturnType<typeof harness.module.handler> => {
    for (const operation of ['GetItem', 'PutItem', 'ChangeMessageVisibilityBatch']) answers.set(operation, {});
    const message = { schemaVersion: 1, type: 'deliver', runId, revision: 1, content, destination };
    return harness.module.handler(sqsEvent(message), invocation);
  };
  const countOf = (name: string): number => harness.operations.filter((operation) => operation === name).length;
  const parameters = (Name: string, Value: string): object => ({ Parameters: [{ Name, Value }] });

  it("sends a mail by one request, since SES can't tell a repeated one from a second mail", async () => {
    await harness.waitFor(() => deliver({ type: 'email', name: 'owners', addresses: ['owner@example.org'] }));

    expect(countOf('outbound-emails')).toBe(1);
  });

  it('reads the secret of a webhook before each call', async () => {
    answers.set('GetParameters', parameters('/webhook-owners', '{"url":"https://example.org","secret":"s"}'));
    const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response());
    for (const runId of ['w-1', 'w-2']) await deliver({ type: 'webhook', name: 'owners', format: 'pulso' }, runId);

    expect(fetched).toHaveBeenCalledTimes(2);
    expect(countOf('GetParameters')).toBe(2);
  });

  it("keeps the bot's token for an hour, and reads it again when Telegram refuses it", async () => {
    answers
      .set('GetParameters', parameters('/bot-token', '7000000001:token'))
      .set('sendMessage', { ok: true, result: { message_id: 9 } });
    const startMs = Date.now();
    const now = jest.spyOn(Date, 'now');
    const readsAt = async (afterMs: number): Promise<number> => {
      now.mockReturnValue(startMs + afterMs);
      await deliver({ type: 'telegram', chatId: '5', showsProgress: false }, `t-${afterMs}`);
      return countOf('GetParameters');
    };

    expect([await readsAt(0), await readsAt(3_599_999), await readsAt(3_600_000)]).toEqual([1, 1, 2]);
    answers.set('sendMessage', { ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await readsAt(3_600_001)).toBe(3);
  });

  it("asks Lambda twice for the bot's address, and then gives up", async () => {
    answers.set('GetParameters', parameters('/bot-token', '7000000001:token'));
    const check = sqsEvent({ schemaVersion: 1, type: 'webhook-check' });

    await harness.waitFor(() => harness.module.handler(check, invocation));

    expect(countOf('url')).toBe(2);
  });
});
