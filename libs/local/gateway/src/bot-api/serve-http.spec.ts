import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

import { startBotApiServer } from './bot-api-server';
import { type TestServer, bot, startTestServer, token } from './testing/start-test-server';

describe('the Bot API server', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(() => test.close());

  const post = (path: string, init: RequestInit) => fetch(`${test.server.url}${path}`, { method: 'POST', ...init });

  it('listens on loopback only and frees its port', async () => {
    expect(test.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    await test.close();

    await expect(fetch(test.server.url)).rejects.toThrow('fetch failed');
  });

  it('refuses a page that reaches it under another name', async () => {
    const options = { headers: { host: 'rebound.example.com' } };
    const call = request(`${test.server.url}/bot${token}/getMe`, options).end();

    const [{ statusCode }] = (await once(call, 'response')) as [IncomingMessage];

    expect(statusCode).toBe(403);
  });

  it('does not hold the clock for an unfinished request', async () => {
    const unfinished = request(test.server.url, { method: 'POST', headers: { expect: '100-continue' } });
    await once(unfinished, 'continue');

    await test.clock.runUntil(test.clock.nowMs() + 3_600_000);

    unfinished.on('error', () => undefined).destroy();
  });

  it('takes method names in any case, by GET and by POST, and a parameter of the URL before one of the body', async () => {
    const got = await fetch(`${test.server.url}/bot${token}/SENDmessage?chat_id=7&text=hi`);
    const posted = await post(`/bot${token}/sendMessage?text=url`, {
      body: new URLSearchParams({ chat_id: '7', text: 'body' }),
    });

    expect(await got.json()).toMatchObject({ ok: true, result: { text: 'hi' } });
    expect(await posted.json()).toMatchObject({ ok: true, result: { text: 'url' } });
  });

  it('remembers which invocation sent each version of a message', async () => {
    const call = (method: string, by: string, parameters: Record<string, string>) =>
      post(`/bot${token}/${method}`, {
        headers: { 'local-cloud-invocation': by },
        body: new URLSearchParams({ chat_id: '7', ...parameters }),
      });

    await call('sendMessage', 'first', { text: 'a' });
    await call('editMessageText', 'second', { message_id: '1', text: 'b' });
    await test.call('editMessageText', { chat_id: 7, message_id: 1, text: 'c' });

    const [message] = test.server.conversation.messagesOf(7);
    expect(message?.versions.map(({ text, by }) => [text, by])).toEqual([
      ['a', 'first'],
      ['b', 'second'],
      ['c', undefined],
    ]);
  });

  it.each([
    ['/bot1:wrong/getMe', 401, 'Unauthorized'],
    ['/botnonsense/getMe', 404, 'Not Found'],
    ['/bot/getMe', 404, 'Not Found'],
    [`/bot${token}`, 404, 'Not Found'],
    ['/', 404, 'Not Found'],
    [`/bot${token}/getMoon`, 404, 'Not Found: method not found'],
    [`/bot${token}/`, 404, 'Not Found: method not found'],
    ['/bot%/getMe', 404, 'Not Found'],
    [`/bot${token}/get%Me`, 404, 'Not Found: method not found'],
    [`/bot${token}/constructor`, 404, 'Not Found: method not found'],
  ])('answers %s as Telegram does', async (path, status, description) => {
    const response = await post(path, {});

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ ok: false, error_code: status, description });
  });

  it('knows GET and POST only, and takes the method as a parameter too', async () => {
    const put = await fetch(`${test.server.url}/bot${token}/getMe`, { method: 'PUT' });
    const byParameter = await fetch(`${test.server.url}/bot${token}/?method=getMe`);

    expect(put.status).toBe(501);
    expect(await byParameter.json()).toMatchObject({ ok: true });
  });

  it.each([
    ['application/json', '{"chat_id":7,"text":"hi"}', 'ok'],
    ['application/json', '{"chat_id":7,"text":"hi","x":', 'the body is no JSON'],
    ['application/json', '[1]', 'message text is empty'],
    ['application/json', '{"chat_id":7,"text":"hi","parse_mode":null}', 'unsupported parse_mode'],
    ['application/x-www-form-urlencoded', 'chat_id=7&text=hi&text=ho', 'ok'],
    ['text/plain', '{"chat_id":7,"text":"hi"}', 'message text is empty'],
    ['multipart/form-data', 'x', 'the body is no form'],
    ['multipart/form-data; boundary=x', 'no form', 'the body is no form'],
  ])('reads the %s body %s as Telegram does', async (contentType, body, outcome) => {
    const response = await post(`/bot${token}/sendMessage`, { headers: { 'content-type': contentType }, body });

    const answer = (await response.json()) as { ok: boolean; result?: { text: string }; description?: string };
    expect(answer.ok ? 'ok' : answer.description).toBe(outcome === 'ok' ? 'ok' : `Bad Request: ${outcome}`);
    if (answer.ok) expect(answer.result?.text).toBe('hi');
  });

  it('refuses bodies above 1 MiB or nested too deep, and lives on', async () => {
    const huge = await post(`/bot${token}/sendMessage`, { body: 'x'.repeat(1024 * 1024 + 1) });
    const body = `{"chat_id":7,"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const deep = await post(`/bot${token}/sendMessage`, { headers: { 'content-type': 'application/json' }, body });

    expect(huge.status).toBe(413);
    expect(deep.status).toBe(400);
    expect(await deep.json()).toMatchObject({ description: expect.stringContaining('deeper than 200 levels') });
    expect(await test.call('getMe')).toMatchObject({ ok: true });
  });

  it('refuses the token of a real bot', async () => {
    const real = `123456789:AA${'x'.repeat(33)}`;

    const start = startBotApiServer({ token: real, clock: test.clock, random: () => 0, bot });

    await expect(start).rejects.toThrow(RangeError);
  });

  describe('faults', () => {
    const hi = { chat_id: 7, text: 'hi' };

    it('answers an asked-for refusal once, with its header, and applies nothing', async () => {
      test.server.failNext('sendMessage', {
        error_code: 429,
        description: 'Too Many Requests: retry after 3',
        parameters: { retry_after: 3 },
      });

      const first = await post(`/bot${token}/sendMessage`, { body: new URLSearchParams({ chat_id: '7', text: 'hi' }) });
      const second = await test.call('sendMessage', hi);

      expect([first.status, first.headers.get('retry-after')]).toEqual([429, '3']);
      expect(await first.json()).toMatchObject({ ok: false, parameters: { retry_after: 3 } });
      expect(second.ok).toBe(true);
      expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
    });

    it('posts the message at once and answers late', async () => {
      test.server.failNext('sendMessage', { slowMs: 60 });
      const startedAt = performance.now();

      expect(await test.call('sendMessage', hi)).toMatchObject({ ok: true });

      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
      expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
    });

    it('asks for a fault of every call that has none prepared', async () => {
      const faulty = await startTestServer({ faultFor: (method) => (method === 'getMe' ? 'refuse' : undefined) });
      faulty.server.failNext('getMe', { error_code: 502, description: 'Bad Gateway' });

      expect(await faulty.call('getMe')).toMatchObject({ ok: false, error_code: 502 });
      await expect(faulty.call('getMe')).rejects.toThrow('fetch failed');
      expect(await faulty.call('getMyCommands')).toMatchObject({ ok: true });
      await faulty.close();
    });

    it('tells of a defect of its own, which answers 500', async () => {
      const defect = new TypeError('broken');
      const faults: unknown[] = [];
      const broken = await startTestServer({
        faultFor: () => {
          throw defect;
        },
        onFault: (error) => faults.push(error),
      });

      expect(await broken.call('getMe')).toMatchObject({ ok: false, error_code: 500 });
      expect(faults).toEqual([defect]);
      await broken.close();
    });

    it('throttles, and closes the chat for as long', async () => {
      test.server.failNext('sendMessage', { throttledForMs: 2_500 });
      const refused = { error_code: 429, parameters: { retry_after: 3 } };

      expect(await test.call('sendMessage', hi)).toMatchObject(refused);
      expect(await test.call('sendMessage', hi)).toMatchObject(refused);
      await test.clock.runUntil(test.clock.nowMs() + 3_000);

      expect((await test.call('sendMessage', hi)).ok).toBe(true);
    });
  });
});
