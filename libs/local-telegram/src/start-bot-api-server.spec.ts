import { type TestServer, bot, messageUpdate, startTestServer, token } from './server.fixture';
import { startBotApiServer } from './start-bot-api-server';

describe('startBotApiServer', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
  });

  afterEach(() => test.close());

  const post = (path: string, init: RequestInit) => fetch(`${test.server.url}${path}`, { method: 'POST', ...init });

  it('listens on loopback only and frees its port', async () => {
    expect(test.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    await test.close();

    await expect(fetch(test.server.url)).rejects.toThrow('fetch failed');
  });

  it('says who the bot is', async () => {
    expect(await test.call('getMe')).toEqual({ ok: true, result: expect.objectContaining({ ...bot, is_bot: true }) });
  });

  it('takes method names in any case, by GET and by POST', async () => {
    const response = await fetch(`${test.server.url}/bot${token}/SENDmessage?chat_id=7&text=hi`);

    expect(await response.json()).toMatchObject({ ok: true, result: { text: 'hi' } });
    expect(await test.call('getme')).toMatchObject({ ok: true });
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

  it('answers a wrong token with 401 and an unknown method or path with 404', async () => {
    const wrongToken = await post('/bot1:wrong/getMe', {});
    const wrongMethod = await post(`/bot${token}/getMoon`, {});
    const wrongPath = await post('/', {});

    expect([wrongToken.status, await wrongToken.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect([wrongMethod.status, wrongPath.status]).toEqual([404, 404]);
    expect(await wrongMethod.json()).toMatchObject({ description: expect.stringContaining('method not found') });
  });

  it.each([
    ['application/json', '{"chat_id":'],
    ['application/json', '[1]'],
    ['application/json', 'null'],
    ['multipart/form-data; boundary=x', 'no form'],
  ])('refuses a broken %s body', async (contentType, body) => {
    const response = await post(`/bot${token}/sendMessage`, { headers: { 'content-type': contentType }, body });

    expect(response.status).toBe(400);
  });

  it('refuses file uploads and bodies above 1 MiB, and lives on', async () => {
    const form = new FormData();
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

  it('refuses an update without an id', () => {
    expect(() => test.server.pushUpdate(JSON.parse('{"update_id":"1","message":{}}'))).toThrow(TypeError);
  });

  it.each([
    [{ message: null }],
    [{ message: { chat: { id: 'x', type: 'private' } } }],
    [{ message: { chat: { id: 9, type: 'sauna' } } }],
    [{ message: { chat: { id: 9, type: 'private' }, from: [], text: 5 } }],
    [{ my_chat_member: { chat: { id: 9, type: 'private' }, new_chat_member: 'x' } }],
    [{ callback_query: 17 }],
    [{}],
  ])('survives the update %j', (content) => {
    expect(() => test.server.pushUpdate({ update_id: 1, ...content })).not.toThrow();
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

      const response = post(`/bot${token}/sendMessage?chat_id=7&text=hi`, { signal: AbortSignal.timeout(30) });

      await expect(response).rejects.toThrow('aborted due to timeout');
      await test.clock.settle();
      expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
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

    it('answers like a gateway when asked to', async () => {
      test.server.failNext('getMe', { status: 502, body: '<html>Bad Gateway</html>' });

      const response = await post(`/bot${token}/getMe`, {});

      expect([response.status, await response.text()]).toEqual([502, '<html>Bad Gateway</html>']);
    });
  });

  it('tells what happened without any text', async () => {
    test.server.pushUpdate(messageUpdate(1, { text: 'a secret' }));
    await test.call('sendMessage', { chat_id: 7, text: 'another secret' });
    await test.call('sendMessage', { chat_id: 8, text: 'a third' });

    expect(test.events).toEqual([
      { type: 'call', method: 'sendMessage', chatId: '7', fromWebhook: false, ok: true },
      {
        type: 'call',
        method: 'sendMessage',
        chatId: '8',
        fromWebhook: false,
        ok: false,
        errorCode: 400,
        description: 'Bad Request: chat not found',
      },
    ]);
  });
});
