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

  it('takes method names in any case, by GET and by POST', async () => {
    const response = await fetch(`${test.server.url}/bot${token}/SENDmessage?chat_id=7&text=hi`);

    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'hi' } });
    expect(await test.call('getme')).toMatchObject({ ok: true });
  });

  it('keeps of each version of a message which invocation has sent it', async () => {
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

  it('reads urlencoded and multipart bodies', async () => {
    const form = new FormData();
    form.set('chat_id', '7');
    form.set('text', 'from a form');

    const urlencoded = await post(`/bot${token}/sendMessage`, {
      body: new URLSearchParams({ chat_id: '7', text: 'a&b' }),
    });
    const multipart = await post(`/bot${token}/sendMessage`, { body: form });

    expect(await urlencoded.json()).toMatchObject({ result: { text: 'a&b' } });
    expect(await multipart.json()).toMatchObject({ result: { text: 'from a form' } });
  });

  it.each([
    ['/bot1:wrong/getMe', 401, 'Unauthorized'],
    ['/botnonsense/getMe', 404, 'Not Found'],
    ['/bot/getMe', 404, 'Not Found'],
    [`/bot${token}`, 404, 'Not Found'],
    ['/', 404, 'Not Found'],
    [`/bot${token}/getMoon`, 404, 'Not Found: method not found'],
    [`/bot${token}/getMe/`, 404, 'Not Found: method not found'],
    [`/bot${token}/`, 404, 'Not Found: method not found'],
    ['//', 404, 'Not Found'],
    ['//bot/getMe', 404, 'Not Found'],
    ['/bot%/getMe', 404, 'Not Found'],
    [`/bot${token}/get%Me`, 404, 'Not Found: method not found'],
    [`/bot${token}/get%00Me`, 404, 'Not Found: method not found'],
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
    ['application/json; charset=utf-8', '{"chat_id":"7","text":"hi"}', 'ok'],
    ['application/json', '{"chat_id":7,"text":"hi","x":', 'the body is no JSON'],
    ['application/json', '[1]', 'message text is empty'],
    ['application/json', 'null', 'message text is empty'],
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

  it('lets a parameter of the URL win over one of the body', async () => {
    const response = await post(`/bot${token}/sendMessage?text=url`, {
      body: new URLSearchParams({ chat_id: '7', text: 'body' }),
    });

    expect(await response.json()).toMatchObject({ result: { text: 'url' } });
  });

  it('reads a long text from the URL, and no URL that is longer than Telegram takes', async () => {
    const get = (characters: number) =>
      fetch(`${test.server.url}/bot${token}/sendMessage?chat_id=7&text=${'%D0%B6'.repeat(characters)}`);

    expect(await (await get(4096)).json()).toMatchObject({ result: { text: 'ж'.repeat(4096) } });
    expect((await get(50_000)).status).toBe(431);
  });

  it('answers a request line with a whole address as Telegram does', async () => {
    const { port } = new URL(test.server.url);
    const call = request({ port, host: '127.0.0.1', path: 'http://127.0.0.1/x' });
    const [response] = (await once(call.end(), 'response')) as [IncomingMessage];

    expect(response.statusCode).toBe(404);
    expect(JSON.parse(Buffer.concat(await response.toArray()).toString())).toMatchObject({
      description: 'Not Found: absolute URI is specified in the Request-Line',
    });
  });

  it('refuses a certificate for the webhook and bodies above 1 MiB, and lives on', async () => {
    const form = new FormData();
    form.set('url', 'http://127.0.0.1:1/');
    form.set('certificate', new Blob(['x']), 'cert.pem');

    const upload = await post(`/bot${token}/setWebhook`, { body: form });
    const huge = await post(`/bot${token}/sendMessage`, { body: 'x'.repeat(1024 * 1024 + 1) });

    expect([upload.status, huge.status]).toEqual([400, 413]);
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

    it('drops an answer after the message was posted', async () => {
      test.server.failNext('sendMessage', 'drop-answer');

      await expect(test.call('sendMessage', hi)).rejects.toThrow('fetch failed');

      expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
    });

    it('refuses a call before the message is posted', async () => {
      test.server.failNext('sendMessage', 'refuse');

      await expect(test.call('sendMessage', hi)).rejects.toThrow('fetch failed');

      expect(test.server.conversation.messagesOf(7)).toHaveLength(0);
    });

    it('lets a caller wait for ever, holding the clock until the caller gives up', async () => {
      test.server.failNext('sendMessage', 'hang');

      const patience = new AbortController();
      const messages = () => test.server.conversation.messagesOf(7);

      const response = post(`/bot${token}/sendMessage?chat_id=7&text=hi`, { signal: patience.signal });
      while (messages().length === 0) await new Promise(setImmediate);
      patience.abort(new Error('no patience'));

      await expect(response).rejects.toThrow('no patience');
      await test.clock.settle();
      expect(messages()).toHaveLength(1);
    });

    it('answers late and has posted the message at once', async () => {
      test.server.failNext('sendMessage', { slowMs: 60 });
      const startedAt = performance.now();

      expect(await test.call('sendMessage', hi)).toMatchObject({ ok: true });

      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
      expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
    });

    it('asks for a fault of every call that none waits for', async () => {
      const faulty = await startTestServer({ faultFor: (method) => (method === 'getMe' ? 'refuse' : undefined) });
      faulty.server.failNext('getMe', { status: 502, body: '{"ok":false}' });

      expect(await faulty.call('getMe')).toEqual({ ok: false });
      await expect(faulty.call('getMe')).rejects.toThrow('fetch failed');
      expect(await faulty.call('getMyCommands')).toMatchObject({ ok: true });
      await faulty.close();
    });

    it('refuses for the rate, and closes the chat for as long', async () => {
      test.server.failNext('sendMessage', { throttledForMs: 2_500 });
      const refused = { error_code: 429, parameters: { retry_after: 3 } };

      expect(await test.call('sendMessage', hi)).toMatchObject(refused);
      expect(await test.call('sendMessage', hi)).toMatchObject(refused);
      await test.clock.runUntil(test.clock.nowMs() + 3_000);

      expect((await test.call('sendMessage', hi)).ok).toBe(true);
    });

    it('answers like a gateway when asked to', async () => {
      test.server.failNext('getMe', { status: 502, body: '<html>Bad Gateway</html>' });

      const response = await post(`/bot${token}/getMe`, {});

      expect([response.status, await response.text()]).toEqual([502, '<html>Bad Gateway</html>']);
    });
  });
});
