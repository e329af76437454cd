import { TestTelegram, messageUpdate } from '../testing/create-test-telegram';

describe('messages', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
  });

  const send = (parameters: object = {}) => test.call('sendMessage', { chat_id: 7, text: 'hi', ...parameters });
  const edit = (parameters: object = {}) =>
    test.call('editMessageText', { chat_id: 7, message_id: 1, text: 'new', ...parameters });

  it('posts a message and shows it as Telegram does', () => {
    const answer = send({ text: ' <b>5</b> calls &amp; more ', parse_mode: 'HTML', disable_notification: true });

    expect(answer.result).toEqual({
      message_id: 1,
      from: expect.objectContaining({ is_bot: true, username: 'pulso_local_bot' }),
      chat: { id: 7, type: 'private', first_name: 'Ada' },
      date: expect.any(Number),
      text: '5 calls & more',
      entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
    expect(test.telegram.conversation.messagesOf(7)).toEqual([
      expect.objectContaining({ messageId: 1, from: 'bot', silent: true, text: '5 calls & more' }),
    ]);
  });

  it('numbers the messages of the bot and of people together', () => {
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 41 }));

    const answers = [send(), send(), send({ chat_id: 7 })];

    expect(answers.map(({ result }) => result?.['message_id'])).toEqual([42, 43, 44]);
    expect(test.telegram.conversation.messagesOf(7).map(({ from }) => from)).toEqual(['person', 'bot', 'bot', 'bot']);
  });

  it.each([
    [{ text: '' }, 'message text is empty'],
    [{ text: '  \n ' }, 'text must be non-empty'],
    [{ text: '\u200f\u2800 \u200b' }, 'text must be non-empty'],
    [{ text: 'x'.repeat(4097) }, 'message is too long'],
    [{ text: 'x'.repeat(40_000) }, 'text is too long'],
    [{ text: 'x', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [{ chat_id: 8 }, 'chat not found'],
    [{ chat_id: '' }, 'chat_id is empty'],
    [{ chat_id: '@nobody' }, 'chat not found'],
    [{ reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    [{ reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } }, 'BUTTON_DATA_INVALID'],
    [
      { reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      { reply_markup: { inline_keyboard: [[{ text: 'a', url: 'http://localhost/' }]] } },
      "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ],
    [
      { reply_markup: { inline_keyboard: [{}] } },
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [{ reply_markup: [] }, 'object expected as reply markup'],
    [{ reply_parameters: { message_id: 1.5 } }, 'field "message_id" must be a valid Number'],
  ])('refuses %j', (parameters, description) => {
    expect(send(parameters)).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(test.telegram.conversation.messagesOf(7)).toEqual([]);
  });

  it.each([
    [{ reply_parameters: { message_id: 1, chat_id: 8 } }],
    [{ reply_to_message_id: 1 }],
    [{ link_preview_options: { show_above_text: true } }],
    [{ business_connection_id: 'x' }],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a', pay: true }]] } }],
    [{ reply_markup: { keyboard: [['Yes']] } }],
    [{ entities: [{ type: 'bold', offset: 0, length: 1 }] }],
    [{ parse_mode: 'Markdown' }],
    [{ protect_content: true }],
  ])('says of %j that it is not emulated', (parameters) => {
    expect(send(parameters).description).toMatch(/is not emulated by the local Bot API server$/);
  });

  it('counts whole characters after parsing', () => {
    const atLimit = send({ text: `<b>${'🏟'.repeat(4094)}</b>&amp;&lt;`, parse_mode: 'HTML' });
    const above = send({ text: '🏟'.repeat(4097) });

    expect(atLimit.ok).toBe(true);
    expect(above.description).toBe('Bad Request: message is too long');
  });

  it('edits a message and keeps every version', () => {
    send();

    const edited = edit();
    edit({ text: '<i>newer</i>', parse_mode: 'HTML' });

    expect(edited.result).toMatchObject({ message_id: 1, text: 'new', edit_date: expect.any(Number) });
    const [message] = test.telegram.conversation.messagesOf(7);
    expect(message?.text).toBe('newer');
    expect(message?.versions.map(({ text }) => text)).toEqual(['hi', 'new', 'newer']);
  });

  it('refuses an edit without a change, and accepts one of only formatting or buttons', () => {
    const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: '1' }], []] };
    send({ text: 'new' });

    const same = [edit(), edit({ text: 'ne&#119;', parse_mode: 'HTML' })];
    const bold = edit({ text: '<b>new</b>', parse_mode: 'HTML' });
    const withButtons = edit({ reply_markup });

    expect(same.map(({ description }) => description)).toEqual(
      Array(2).fill(
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      ),
    );
    expect(bold.ok).toBe(true);
    expect(withButtons.result).toMatchObject({
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: '1' }]] },
    });
    expect(edit({ reply_markup }).ok).toBe(false);
    expect(edit({ text: 'x'.repeat(4097) }).description).toBe('Bad Request: MESSAGE_TOO_LONG');
  });

  it('refuses to edit missing, deleted or locked messages, and those of people', () => {
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 1 }));
    send();
    send();
    const [, deleted, locked] = test.telegram.conversation.messagesOf(7);
    if (deleted) test.telegram.conversation.delete(deleted, test.nowMs);
    if (locked) test.telegram.conversation.lock(locked);

    const refusalOf = (parameters: object) => edit(parameters).description;
    expect(refusalOf({ message_id: 9 })).toBe('Bad Request: message to edit not found');
    expect(refusalOf({ message_id: 2 })).toBe('Bad Request: message to edit not found');
    expect(refusalOf({ message_id: 'x' })).toBe('Bad Request: message to edit not found');
    expect(refusalOf({ message_id: 3 })).toBe("Bad Request: message can't be edited");
    expect(refusalOf({ message_id: 1 })).toBe("Bad Request: message can't be edited");
    expect(refusalOf({ chat_id: '', message_id: 0 })).toBe('Bad Request: message identifier is not specified');
  });

  it("edits everybody's posts in a channel", () => {
    const chat = { id: -200, type: 'channel', title: 'News' };
    test.telegram.pushUpdate({ update_id: 1, channel_post: { message_id: 1, chat, date: 1, text: 'old' } });

    expect(edit({ chat_id: -200 }).result).toMatchObject({ text: 'new', sender_chat: { id: -200 } });
  });

  it('records replies and falls back when a lost message may be ignored', () => {
    send();

    const reply = send({ reply_parameters: { message_id: 1 } });
    const fallback = send({ reply_parameters: { message_id: 99, allow_sending_without_reply: true } });

    expect(reply.result).toMatchObject({ reply_to_message: { message_id: 1, from: { is_bot: true }, text: 'hi' } });
    expect(fallback.result).not.toHaveProperty('reply_to_message');
  });

  it('posts to a channel by its name, in the name of the channel', () => {
    test.telegram.chats.set({ id: -100500, type: 'channel', username: 'Reports', title: 'Reports' });

    const answer = send({ chat_id: '@reports' });

    expect(answer.result).toMatchObject({ sender_chat: { id: -100500 }, chat: { username: 'Reports' } });
    expect(answer.result).not.toHaveProperty('from');
  });

  it('posts into a known topic of a forum, and replies in the topic of the replied message', () => {
    const forum = { id: -100500, type: 'supergroup', title: 'Forum' };
    const inTopic = { message_thread_id: 3, is_topic_message: true };
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 4, chat: forum, ...inTopic }));
    test.telegram.pushUpdate(messageUpdate(2, { message_id: 5, chat: forum, message_thread_id: 4 }));

    expect(send({ chat_id: -100500, message_thread_id: 3 }).result).toMatchObject(inTopic);
    expect(send({ chat_id: -100500, reply_parameters: { message_id: 4 } }).result).toMatchObject(inTopic);
    expect(send({ chat_id: -100500, message_thread_id: 4 }).description).toBe('Bad Request: message thread not found');
    expect(send({ message_thread_id: 3 }).description).toBe('Bad Request: message thread not found');
  });
});
