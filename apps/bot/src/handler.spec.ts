import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import type { LambdaFunctionURLEvent } from 'aws-lambda';

import type * as handlerModule from './handler';

const secret = 'right_secret';
const { env } = process;

/** Connections take turns of the event loop, however far the clock is: far more than they need. */
async function realTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('handler', () => {
  let aws: Server;
  let handler: typeof handlerModule.handler;
  /** Operations of AWS and methods of the Bot API in the order of the calls. */
  let operations: string[];
  /** Operations that never get an answer. */
  let hanging: Set<string>;
  /** What operations answer besides the secrets; others are refused. */
  let answers: Map<string, unknown>;

  beforeAll(async () => {
    aws = createServer((request, response) => {
      const path = request.url ?? '';
      const named = /\/(?:bot[^/]+\/(\w+)|functions\/[^/]+\/(invocations))$/.exec(path);
      const target = String(request.headers['x-amz-target']).split('.').pop() ?? '';
      const operation = named?.[1] ?? named?.[2] ?? target;
      operations.push(operation);
      request.resume();
      if (hanging.has(operation)) return;
      request.on('end', () => {
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        if (operation === 'GetParameters') {
          const values = { '/webhook-secrets': secret, '/pseudonym-key': 'key', '/bot-token': '7000000001:token' };
          const Parameters = Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
          response.end(JSON.stringify({ Parameters }));
        } else if (answers.has(operation)) {
          response.end(JSON.stringify(answers.get(operation)));
        } else {
          response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException', message: 'no table' }));
        }
      });
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
    process.env = {
      ...env,
      AWS_ENDPOINT_URL: root,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      USERS_TABLE_NAME: 'pulso-test-users',
      BOT_TOKEN_PARAMETER: '/bot-token',
      WEBHOOK_SECRETS_PARAMETER: '/webhook-secrets',
      PSEUDONYM_KEY_PARAMETER: '/pseudonym-key',
      DISPATCHER_FUNCTION_NAME: 'pulso-test-dispatcher',
      TELEGRAM_API_ROOT: root,
      ADMIN_USER_IDS: '5',
      BOT_ID: '7000000001',
      BOT_USERNAME: 'PulsoDemoBot',
    };
    // Not an import: the module reads its environment as soon as it is loaded.
    ({ handler } = jest.requireActual<typeof handlerModule>('./handler'));
  });

  beforeEach(() => {
    operations = [];
    hanging = new Set();
    answers = new Map();
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    process.env = env;
    aws.closeAllConnections();
    await new Promise((resolve) => aws.close(resolve));
  });

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
    const answers = [await handler(call('{}', 'wrong')), await handler(call('{}', 'wrong'))];

    expect(answers).toEqual([
      { statusCode: 401, body: '' },
      { statusCode: 401, body: '' },
    ]);
    expect(operations).toEqual(['GetParameters']);
  });

  it('accepts what is no request without touching the table', async () => {
    expect(await handler(call('{"update_id":1,"my_chat_member":{}}'))).toEqual({ statusCode: 200, body: '' });
    expect(operations).toEqual([]);
  });

  it('asks Telegram to come back when the table fails', async () => {
    const update = { update_id: 2, message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 } } };

    const answer = await handler(call(JSON.stringify(update)));

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(operations).toContain('PutItem');
  });

  it('asks Telegram to come back, well before the function times out, when the table does not answer', async () => {
    hanging.add('PutItem');
    const update = { update_id: 3, message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 } } };

    const { answer, waitedMs } = await handleWithoutWaiting(update);

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(operations).toEqual(['PutItem', 'PutItem']);
    expect(waitedMs).toBeLessThan(6_000);
  });

  it('asks for a run twice, and asks Telegram to come back in time, when Lambda does not answer', async () => {
    answers
      .set('PutItem', {})
      .set('UpdateItem', {})
      .set('sendMessage', { ok: true, result: { message_id: 9 } });
    hanging.add('invocations');
    const chat = { id: 5, type: 'private' };
    const message = { message_id: 1, date: 1_764_064_790, chat, from: { id: 5 }, text: '/report' };

    const { answer, waitedMs } = await handleWithoutWaiting({ update_id: 4, message });

    expect(answer).toEqual({ statusCode: 503, body: '' });
    expect(operations.slice(-4)).toEqual(['sendMessage', 'invocations', 'invocations', 'UpdateItem']);
    // Leaves three seconds of Telegraf's eight for the placeholder.
    expect(waitedMs).toBeLessThan(5_000);
  });

  /** @returns The answer, and how long it took on a clock that is pushed forward, ms. */
  async function handleWithoutWaiting(
    update: object,
  ): Promise<{ answer: Awaited<ReturnType<typeof handler>> | undefined; waitedMs: number }> {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    let waitedMs = 0;
    let answer: Awaited<ReturnType<typeof handler>> | undefined;
    const answered = handler(call(JSON.stringify(update))).then((result) => (answer = result));
    for (; answer === undefined && waitedMs < 10_000; waitedMs += 50) {
      await jest.advanceTimersByTimeAsync(50);
      await realTurns();
    }
    jest.useRealTimers();
    if (answer === undefined) aws.closeAllConnections();
    await answered;
    return { answer, waitedMs };
  }
});
