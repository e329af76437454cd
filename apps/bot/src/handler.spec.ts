import { type HandlerHarness, invocation, startHandler } from '@pulso/testing/handler-harness';
import type { LambdaFunctionURLEvent } from 'aws-lambda';

import type * as handlerModule from './handler';

const secret = 'right_secret';

const secrets = { '/webhook-secrets': secret, '/pseudonym-key': 'key', '/bot-token': '7000000001:token' };

const refusal = { statusCode: 400, body: { __type: 'ResourceNotFoundException', message: 'no table' } };

describe('handler', () => {
  let harness: HandlerHarness<typeof handlerModule>;
  /** Operations that never get an answer. */
  let hanging: Set<string>;
  /** What operations answer besides the secrets; others are refused. */
  let answers: Map<string, object>;

  beforeAll(async () => {
    harness = await startHandler(
      () => jest.requireActual<typeof handlerModule>('./handler'),
      (url) => ({
        USERS_TABLE_NAME: 'pulso-test-users',
        BOT_TOKEN_PARAMETER: '/bot-token',
        WEBHOOK_SECRETS_PARAMETER: '/webhook-secrets',
        PSEUDONYM_KEY_PARAMETER: '/pseudonym-key',
        DISPATCHER_FUNCTION_NAME: 'pulso-test-dispatcher',
        METRIC_NAMESPACE: 'Pulso/test',
        TELEGRAM_API_ROOT: url,
        ADMIN_USER_IDS: '5',
        BOT_ID: '7000000001',
        BOT_USERNAME: 'PulsoDemoBot',
        LOG_RETENTION_DAYS: '90',
      }),
      (operation) => {
        if (hanging.has(operation)) return undefined;
        const body = answers.get(operation);
        return body ? { statusCode: 200, body } : refusal;
      },
    );
  });

  beforeEach(() => {
    harness.operations.length = 0;
    hanging = new Set();
    const Parameters = Object.entries(secrets).map(([Name, Value]) => ({ Name, Value }));
    answers = new Map([['GetParameters', { Parameters }]]);
  });

  afterAll(() => harness.stop());

  const call = (body: string, token = secret): LambdaFunctionURLEvent => ({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': token },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'a',
      domainName: 'a.lambda-url.eu-central-1.on.aws',
      domainPrefix: 'a',
      http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    body,
    isBase64Encoded: false,
  });

  it('reads the secrets once, and answers 401 to a wrong one without touching the table', async () => {
    const { handler } = harness.module;

    const replies = [await handler(call('{}', 'wrong'), invocation), await handler(call('{}', 'wrong'), invocation)];

    expect(replies).toEqual([
      { statusCode: 401, body: '' },
      { statusCode: 401, body: '' },
    ]);
    expect(harness.operations).toEqual(['GetParameters']);
  });

  it('reads the secrets again after five minutes, the wait of an operator who rotates one', async () => {
    const { handler } = harness.module;
    await handler(call('{}', 'wrong'), invocation);
    harness.operations.length = 0;
    const nowMs = Date.now();
    const atMs = jest.spyOn(Date, 'now');

    atMs.mockReturnValue(nowMs + 300_000);
    await handler(call('{}', 'wrong'), invocation);
    atMs.mockReturnValue(nowMs + 300_001);
    await handler(call('{}', 'wrong'), invocation);
    atMs.mockRestore();

    expect(harness.operations).toEqual(['GetParameters']);
  });

  it('accepts an update that is not a request without touching the table', async () => {
    expect(await harness.module.handler(call('{"update_id":1,"my_chat_member":{}}'), invocation)).toEqual({
      statusCode: 200,
      body: '',
    });
    expect(harness.operations).toEqual([]);
  });

  it('answers 503 when the table fails', async () => {
    const update = { update_id: 2, message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 } } };

    const answer = await harness.module.handler(call(JSON.stringify(update)), invocation);

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(harness.operations).toContain('PutItem');
  });

  it('answers 503, well before the function times out, when the table does not answer', async () => {
    hanging.add('PutItem');
    const update = { update_id: 3, message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 } } };

    const { answer, waitedMs } = await harness.waitFor(
      () => harness.module.handler(call(JSON.stringify(update)), invocation),
      10_000,
    );

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(harness.operations).toEqual(['PutItem', 'PutItem']);
    expect(waitedMs).toBeLessThan(6_000);
  });

  it('asks for a run twice, and answers 503 in time, when Lambda does not answer', async () => {
    answers
      .set('PutItem', {})
      .set('UpdateItem', {})
      .set('sendMessage', { ok: true, result: { message_id: 9 } });
    hanging.add('invocations');
    const chat = { id: 5, type: 'private' };
    const message = { message_id: 1, date: 1_764_064_790, chat, from: { id: 5 }, text: '/report' };

    const { answer, waitedMs } = await harness.waitFor(
      () => harness.module.handler(call(JSON.stringify({ update_id: 4, message })), invocation),
      10_000,
    );

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(harness.operations.slice(-4)).toEqual(['sendMessage', 'invocations', 'invocations', 'UpdateItem']);
    // Leaves three seconds of Telegraf's eight for the placeholder.
    expect(waitedMs).toBeLessThan(5_000);
  });
});
