import { type TestServer, startMs, startTestServer } from './testing/start-test-server';

/** Telegram's limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
describe('flood control', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer({ floodControl: 'on' });
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
    test.server.setChat({ id: -5, type: 'group', title: 'Lunch' });
  });

  afterEach(() => test.close());

  const send = (chat_id = 7) => test.call('sendMessage', { chat_id, text: 'hi' });
  const sendMany = async (count: number, chat_id = 7) => {
    const codes = [];
    for (let sent = 0; sent < count; sent += 1) codes.push((await send(chat_id)).error_code ?? 200);
    return codes;
  };

  it('lets a short burst into a chat pass, then asks for a second', async () => {
    expect(await sendMany(3)).toEqual([200, 200, 200]);

    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
  });

  it('takes messages again when the time is over', async () => {
    await sendMany(4);
    await test.clock.runUntil(startMs + 2000);

    expect((await send()).ok).toBe(true);
    expect(test.server.floodViolations).toEqual([]);
  });

  it('records who does not wait, and goes on refusing', async () => {
    expect((await sendMany(6)).slice(3)).toEqual([429, 429, 429]);

    expect(test.server.floodViolations).toEqual([
      expect.objectContaining({ chatId: 7 }),
      expect.objectContaining({ chatId: 7 }),
    ]);
  });

  it('counts 20 messages and edits a minute in a group', async () => {
    const { result } = await send(-5);
    const codes = [];
    for (let count = 1; count <= 21; count += 1) {
      await test.clock.runUntil(startMs + count * 1100);
      const edit = { chat_id: -5, message_id: (result as { message_id: number } | undefined)?.message_id };
      const answer = await test.call('editMessageText', { ...edit, text: `edit ${count}` });
      if (!answer.ok) codes.push(answer.error_code);
    }
    expect(codes).toEqual([]);

    const more = [];
    for (let count = 22; count <= 40; count += 1) {
      await test.clock.runUntil(startMs + count * 1100);
      more.push((await send(-5)).error_code ?? 200);
    }
    expect(more).toContain(429);
  });

  it('counts 30 messages a second over all chats', async () => {
    for (let id = 100; id < 140; id += 1) test.server.setChat({ id, type: 'private' });

    const codes = [];
    for (let id = 100; id < 140; id += 1) codes.push((await send(id)).error_code ?? 200);

    expect(codes.slice(0, 30)).toEqual(Array(30).fill(200));
  });

  it('lets a webhook be set once a second', async () => {
    const set = () => test.call('setWebhook', { url: 'http://127.0.0.1:9/' });

    expect((await set()).ok).toBe(true);
    expect((await set()).error_code).toBe(429);
  });

  it('is off unless it was asked for, and can be switched', async () => {
    test.server.setFloodControl('off');
    expect(await sendMany(40)).toEqual(Array(40).fill(200));

    test.server.setFloodControl('on');
    expect(await sendMany(4)).toContain(429);
  });
});
