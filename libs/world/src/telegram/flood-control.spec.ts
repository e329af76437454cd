import { TestTelegram, startMs } from './testing/create-test-telegram';

/** Telegram's limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
describe('flood control', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
    test.telegram.floodControl.isOn = true;
    test.telegram.chats.set({ id: -5, type: 'group', title: 'Lunch' });
  });

  const send = (chat_id = 7) => test.call('sendMessage', { chat_id, text: 'hi' });
  const sendMany = (count: number, chat_id = 7) => {
    const codes = [];
    for (let sent = 0; sent < count; sent += 1) codes.push(send(chat_id).error_code ?? 200);
    return codes;
  };

  it('lets a short burst into a chat pass, then asks for a second, and takes messages after it', () => {
    expect(sendMany(3)).toEqual([200, 200, 200]);

    expect(send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    test.nowMs = startMs + 2000;
    expect(send().ok).toBe(true);
  });

  it('counts 20 messages and edits a minute in a group', () => {
    const codes = [send(-5).error_code ?? 200];
    for (let count = 1; count <= 40; count += 1) {
      test.nowMs = startMs + count * 1100;
      const edit = { chat_id: -5, message_id: 1, text: `edit ${count}` };
      codes.push((count % 2 === 0 ? send(-5) : test.call('editMessageText', edit)).error_code ?? 200);
    }

    expect(codes.slice(0, 22)).toEqual(Array(22).fill(200));
    expect(codes).toContain(429);
  });

  it('counts 30 messages a second over all chats', () => {
    for (let id = 100; id < 140; id += 1) test.telegram.chats.set({ id, type: 'private' });

    const codes = [];
    for (let id = 100; id < 140; id += 1) codes.push(send(id).error_code ?? 200);

    expect(codes.slice(0, 30)).toEqual(Array(30).fill(200));
  });
});
