import { once } from 'node:events';
import { request } from 'node:http';

import { deploy, type Deployment, functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { ConcurrencyExceededError } from '../errors';
import { type FunctionUrls, startFunctionUrls } from './start-function-urls';

const source = `
exports.handler = async (event) => {
  const [, kind] = event.rawPath.split('/');
  switch (kind) {
    case 'event': return { statusCode: 200, body: JSON.stringify(event) };
    case 'plain': return 'plain';
    case 'full': return { statusCode: 418, body: 'short and stout', headers: { 'Content-Type': 'text/plain' } };
    case 'empty': return { statusCode: 204, body: 'ignored' };
    case 'status': return { statusCode: 'four hundred' };
    case 'body': return { statusCode: 200, body: { a: 1 } };
    default: throw new Error('broken');
  }
};
`;

interface UrlEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly isBase64Encoded: boolean;
}

describe('a function URL', () => {
  let deployment: Deployment;
  let functionUrls: FunctionUrls;
  let url: string;
  const faults: unknown[] = [];

  beforeAll(async () => {
    deployment = deploy({ bot: { source, publicUrl: true }, worker: { source } });
    functionUrls = await startFunctionUrls({
      runtime: deployment.runtime,
      clock: deployment.clock,
      onFault: (error) => faults.push(error),
    });
    url = functionUrls.urls.get('bot') ?? '';
  });

  afterAll(async () => {
    await functionUrls.stop();
    await deployment.stop();
    expect(faults).toEqual([]);
  });

  it('exists on the loopback address, for public functions only', () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect([...functionUrls.urls.keys()]).toEqual(['bot']);
  });

  it('hands a request over in payload format 2.0', async () => {
    const response = await fetch(`${url}event/a%20b?x=1&y=%C3%A4`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-Telegram-Bot-Api-Secret-Token': 'secret',
        'User-Agent': 'probe',
      },
      body: '{"text":"ä"}',
    });

    const event = (await response.json()) as UrlEvent;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/event/a%20b',
      rawQueryString: 'x=1&y=%C3%A4',
      queryStringParameters: { x: '1', y: 'ä' },
      headers: { 'x-telegram-bot-api-secret-token': 'secret', 'x-forwarded-for': '127.0.0.1' },
      requestContext: {
        accountId: 'anonymous',
        http: { method: 'POST', path: '/event/a%20b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'probe' },
        stage: '$default',
        time: expect.stringMatching(/^25\/Nov\/2026:12:00:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"text":"ä"}',
      isBase64Encoded: false,
    });
  });

  it('answers with the status, headers and body that the function describes', async () => {
    const response = await fetch(`${url}full`);

    expect([response.status, response.headers.get('content-type')]).toEqual([418, 'text/plain']);
    expect(await response.text()).toBe('short and stout');
  });

  it.each([
    ['plain', 502, '{"Message":"Internal Server Error"}'],
    ['empty', 204, ''],
    ['throw', 502, '{"Message":"Internal Server Error"}'],
    ['status', 502, '{"Message":"Internal Server Error"}'],
    ['body', 502, '{"Message":"Internal Server Error"}'],
  ])('makes of "%s" a %d', async (path, status, body) => {
    const response = await fetch(url + path);

    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it('does not hold the clock for an unfinished request', async () => {
    const unfinished = request(url, { method: 'POST', headers: { expect: '100-continue' } });
    await once(unfinished, 'continue');

    await deployment.clock.runUntil(deployment.clock.nowMs() + 3_600_000);

    unfinished.on('error', () => undefined).destroy();
  });

  it('refuses a body over 6 MB without calling the function', async () => {
    deployment.records.length = 0;

    const response = await fetch(url, {
      method: 'POST',
      body: Buffer.alloc(6_291_457, 32),
    });

    expect(response.status).toBe(413);
    expect(deployment.records).toEqual([]);
  });
});

describe('a function URL whose reserved concurrency is used up', () => {
  it('answers 429', async () => {
    const runtime = fakeRuntime([functionDefinition('bot', { publicUrl: true })], () => {
      throw new ConcurrencyExceededError('bot', 1);
    });
    const clock = { hold: () => () => undefined, nowMs: () => 0 };
    const answers: unknown[] = [];
    const functionUrls = await startFunctionUrls({
      runtime,
      clock,
      onAnswer: (...answer) => answers.push(answer),
      onFault: () => undefined,
    });

    const response = await fetch(functionUrls.urls.get('bot') ?? '');

    expect(response.status).toBe(429);
    expect(answers).toEqual([['bot', 429]]);
    expect(await response.json()).toMatchObject({ Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' });
    await functionUrls.stop();
  });
});

describe('a function URL whose policy allows no caller', () => {
  it('answers 403 and does not call the function', async () => {
    const called: string[] = [];
    const runtime = fakeRuntime([functionDefinition('bot', { publicUrl: true })], () => {
      called.push('bot');
      return { requestId: 'r', payload: '{}' };
    });
    const clock = { hold: () => () => undefined, nowMs: () => 0 };
    const functionUrls = await startFunctionUrls({
      runtime,
      clock,
      mayCall: (functionName) => functionName !== 'bot',
      onFault: () => undefined,
    });

    const response = await fetch(functionUrls.urls.get('bot') ?? '', { method: 'POST', body: 'x'.repeat(100_000) });

    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
    expect(await response.json()).toEqual({ Message: expect.stringMatching(/^Forbidden\. .*urls-auth\.html$/) });
    expect(called).toEqual([]);
    await functionUrls.stop();
  });
});
