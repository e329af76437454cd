import { type TestServer, messageUpdate, startMs, startTestServer } from '../server.fixture';

describe('messages', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
  });

  afterEach(() => test.close());

  const send = (parameters: object = {}) => test.call('sendMessage', { chat_id: 7, text: 'hi', ...parameters });
  const edit = (parameters: object = {}) =>
    test.call('editMessageText', { chat_id: 7, message_id: 1, text: 'new', ...parameters });

  it('posts a message and shows it as Telegram does', async () => {
    const answer = await send({ text: ' <b>5</b> calls &amp; more ', parse_mode: 'HTML', disable_notification: true });

    expect(answer.result).toEqual({
      message_id: 1,
      from: expect.objectContaining({ is_bot: true, username: 'pulso_local_bot' }),
      chat: { id: 7, type: 'private', first_name: 'Ada' },
      date: expect.any(Number),
      text: '5 calls & more',
      entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
    expect(test.server.conversation.messagesOf(7)).toEqual([
      expect.objectContaining({ messageId: 1, from: 'bot', silent: true, text: '5 calls & more' }),
    ]);
  });

  it('numbers the messages of a chat upwards, whoever wrote them', async () => {
    test.server.pushUpdate(messageUpdate(1, { message_id: 41 }));

    const answers = [await send(), await send(), await send({ chat_id: 7 })];

    expect(answers.map(({ result }) => result?.['message_id'])).toEqual([42, 43, 44]);
    expect(test.server.conversation.messagesOf(7).map(({ from }) => from)).toEqual(['person', 'bot', 'bot', 'bot']);
  });

  it.each([
    [{ text: '' }, 'message text is empty'],
    [{ text: '  \n ' }, 'text must be non-empty'],
    [{ text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    [{ text: '<b>x', parse_mode: 'HTML' }, 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
    [{ text: 'x'.repeat(4097) }, 'message is too long'],
    [{ text: 'x'.repeat(40_000) }, 'text is too long'],
    [{ text: '🏟'.repeat(2049) }, 'message is too long'],
    [{ text: 'x', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [{ chat_id: 8 }, 'chat not found'],
    [{ chat_id: '' }, 'chat_id is empty'],
    [{ chat_id: '@nobody' }, 'chat not found'],
    [{ chat_id: 'ada' }, 'chat not found'],
    [{ reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    [{ reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } }, 'BUTTON_DATA_INVALID'],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a' }]] } }, 'text buttons are unallowed in the inline keyboard'],
  ])('refuses %j', async (parameters, description) => {
    expect(await send(parameters)).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(test.server.conversation.messagesOf(7)).toEqual([]);
  });

  it.each([
    [{ parse_mode: 'MarkdownV2' }],
    [{ entities: [{ type: 'bold', offset: 0, length: 1 }] }],
    [{ message_thread_id: 3 }],
    [{ reply_markup: { keyboard: [['a']] } }],
  ])('says of %j that it is not emulated', async (parameters) => {
    expect((await send(parameters)).description).toMatch(/is not emulated by the local Bot API server$/);
  });

  it('counts the length after parsing, up to the last allowed unit', async () => {
    const text = `<b>${'x'.repeat(4094)}</b>&amp;&lt;`;

    expect(await send({ text, parse_mode: 'HTML' })).toMatchObject({ ok: true });
  });

  it('edits a message and keeps every version', async () => {
    await send();

    const edited = await edit();
    await edit({ text: '<i>newer</i>', parse_mode: 'HTML' });

    expect(edited.result).toMatchObject({ message_id: 1, text: 'new', edit_date: expect.any(Number) });
    const [message] = test.server.conversation.messagesOf(7);
    expect(message?.text).toBe('newer');
    expect(message?.versions.map(({ text }) => text)).toEqual(['hi', 'new', 'newer']);
  });

  it('refuses an edit that changes nothing, and takes one that only changes formatting', async () => {
    await send({ text: 'new' });

    const same = await edit();
    const sameByOtherMarkup = await edit({ text: 'ne&#119;', parse_mode: 'HTML' });
    const bold = await edit({ text: '<b>new</b>', parse_mode: 'HTML' });

    expect(same).toMatchObject({
      error_code: 400,
      description:
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    });
    expect(sameByOtherMarkup.ok).toBe(false);
    expect(bold.ok).toBe(true);
  });

  it("refuses to edit what is not there, what is deleted and what is a person's", async () => {
    test.server.pushUpdate(messageUpdate(1, { message_id: 1 }));
    await send();
    await test.call('deleteMessage', { chat_id: 7, message_id: 2 });

    expect((await edit({ message_id: 3 })).description).toBe('Bad Request: message to edit not found');
    expect((await edit({ message_id: 2 })).description).toBe('Bad Request: message to edit not found');
    expect((await edit({ message_id: 1 })).description).toBe("Bad Request: message can't be edited");
    expect((await edit({ message_id: 'x' })).description).toBe('Bad Request: message identifier is not specified');
  });

  it('deletes young messages only and shows when', async () => {
    await send();
    await send();

    const young = await test.call('deleteMessage', { chat_id: 7, message_id: 1 });
    await test.clock.runUntil(startMs + 49 * 3_600_000);
    const old = await test.call('deleteMessage', { chat_id: 7, message_id: 2 });

    expect(young).toEqual({ ok: true, result: true });
    expect(old.description).toBe("Bad Request: message can't be deleted");
    expect(test.server.conversation.messagesOf(7)[0]?.deletedAtMs).toBeGreaterThanOrEqual(startMs);
  });

  it('records replies and falls back when a lost message may be ignored', async () => {
    await send();

    const reply = await send({ reply_parameters: { message_id: 1 } });
    const fallback = await send({ reply_parameters: { message_id: 99, allow_sending_without_reply: true } });

    expect(reply.result).toMatchObject({ reply_to_message: { message_id: 1 } });
    expect(fallback.ok).toBe(true);
    expect(test.server.conversation.messagesOf(7).map((message) => message.replyToMessageId)).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });

  it('posts to a channel by its name, in the name of the channel', async () => {
    test.server.setChat({ id: -100500, type: 'channel', username: 'Reports', title: 'Reports' });

    const answer = await send({ chat_id: '@reports' });

    expect(answer.result).toMatchObject({ sender_chat: { id: -100500 }, chat: { username: 'Reports' } });
    expect(answer.result).not.toHaveProperty('from');
  });

  it('records chat actions and refuses unknown ones', async () => {
    const typing = await test.call('sendChatAction', { chat_id: 7, action: 'typing' });
    const dancing = await test.call('sendChatAction', { chat_id: 7, action: 'dancing' });

    expect(typing).toEqual({ ok: true, result: true });
    expect(dancing.description).toBe('Bad Request: wrong parameter action in request');
    expect(test.server.conversation.actionsOf(7)).toMatchObject([{ action: 'typing' }]);
  });
});
