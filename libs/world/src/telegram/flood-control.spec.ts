import { TestTelegram, startMs } from './testing/create-test-telegram';

/** Telegram's limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
describe('flood control', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
    test.telegram.setFloodControl('on');
    test.telegram.setChat({ id: -5, type: 'group', title: 'Lunch' });
  });

  const send = (chat_id = 7) => test.call('sendMessage', { chat_id, text: 'hi' });
  const sendMany = (count: number, chat_id = 7) => {
    const codes = [];
    for (let sent = 0; sent < count; sent += 1) codes.push(send(chat_id).error_code ?? 200);
    return codes;
  };

  it('lets a short burst into a chat pass, then asks for a second', () => {
    expect(sendMany(3)).toEqual([200, 200, 200]);

    expect(send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
  });

  it('takes messages again when the time is over', () => {
    sendMany(4);
    test.nowMs = startMs + 2000;

    expect(send().ok).toBe(true);
  });

  it('counts 20 messages and edits a minute in a group', () => {
    const { result } = send(-5);
    const codes = [];
    for (let count = 1; count <= 21; count += 1) {
      test.nowMs = startMs + count * 1100;
      const edit = { chat_id: -5, message_id: (result as { message_id: number } | undefined)?.message_id };
      const answer = test.call('editMessageText', { ...edit, text: `edit ${count}` });
      if (!answer.ok) codes.push(answer.error_code);
    }
    expect(codes).toEqual([]);

    const more = [];
    for (let count = 22; count <= 40; count += 1) {
      test.nowMs = startMs + count * 1100;
      more.push(send(-5).error_code ?? 200);
    }
    expect(more).toContain(429);
  });

  it('counts 30 messages a second over all chats', () => {
    for (let id = 100; id < 140; id += 1) test.telegram.setChat({ id, type: 'private' });

    const codes = [];
    for (let id = 100; id < 140; id += 1) codes.push(send(id).error_code ?? 200);

    expect(codes.slice(0, 30)).toEqual(Array(30).fill(200));
  });

  it('lets a webhook be set once a second', () => {
    const set = () => test.call('setWebhook', { url: 'http://127.0.0.1:9/' });

    expect(set().ok).toBe(true);
    expect(set().error_code).toBe(429);
  });

  it('is off unless it was asked for, and can be switched', () => {
    test.telegram.setFloodControl('off');
    expect(sendMany(40)).toEqual(Array(40).fill(200));

    test.telegram.setFloodControl('on');
    expect(sendMany(4)).toContain(429);
  });
});
