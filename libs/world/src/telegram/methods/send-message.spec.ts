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

  it('numbers the messages of a chat upwards, those of the bot and of people together', () => {
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 41 }));

    const answers = [send(), send(), send({ chat_id: 7 })];

    expect(answers.map(({ result }) => result?.['message_id'])).toEqual([42, 43, 44]);
    expect(test.telegram.conversation.messagesOf(7).map(({ from }) => from)).toEqual(['person', 'bot', 'bot', 'bot']);
  });

  it.each([
    [{ text: '' }, 'message text is empty'],
    [{ text: '  \n ' }, 'text must be non-empty'],
    [{ text: '\u200f\u2800 \u200b' }, 'text must be non-empty'],
    [{ text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    [{ text: '<b>x', parse_mode: 'HTML' }, 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
    [{ text: 'x'.repeat(4097) }, 'message is too long'],
    [{ text: 'x'.repeat(40_000) }, 'text is too long'],
    [{ text: 'x', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [{ chat_id: 8 }, 'chat not found'],
    [{ chat_id: '' }, 'chat_id is empty'],
    [{ chat_id: '@nobody' }, 'chat not found'],
    [{ chat_id: 'ada' }, 'chat not found'],
    [{ reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    [{ reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } }, 'BUTTON_DATA_INVALID'],
    [
      { reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      { reply_markup: { inline_keyboard: [[{ text: '\r', callback_data: 'a' }]] } },
      'inline keyboard button text must be non-empty',
    ],
    [
      { reply_markup: { inline_keyboard: [[{ text: 'a', url: 'http://localhost/' }]] } },
      "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ],
    [
      { reply_markup: { inline_keyboard: [{}] } },
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [
      { reply_markup: { inline_keyboard: [['a']] } },
      "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ],
    [{ reply_markup: [] }, 'object expected as reply markup'],
    [{ reply_parameters: { message_id: 1.5 } }, 'field "message_id" must be a valid Number'],
  ])('refuses %j', (parameters, description) => {
    expect(send(parameters)).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(test.telegram.conversation.messagesOf(7)).toEqual([]);
  });

  it.each([
    [{ reply_parameters: { message_id: 1, chat_id: 8 } }],
    [{ reply_parameters: { message_id: 1, quote: 'x' } }],
    [{ reply_to_message_id: 1 }],
    [{ link_preview_options: { show_above_text: true } }],
    [{ rich_message: { blocks: [] } }],
    [{ business_connection_id: 'x' }],
    [{ reply_markup: { inline_keyboard: [[{ text: 'a', pay: true }]] } }],
    [{ reply_markup: { keyboard: [['Yes']] } }],
    [{ reply_markup: { remove_keyboard: true } }],
    [{ reply_markup: { force_reply: true } }],
    [{ entities: [{ type: 'bold', offset: 0, length: 1 }] }],
    [{ parse_mode: 'Markdown' }],
    [{ parse_mode: 'MarkdownV2' }],
    [{ protect_content: true }],
  ])('says of %j that it is not emulated', (parameters) => {
    expect(send(parameters).description).toMatch(/is not emulated by the local Bot API server$/);
  });

  it('counts the length after parsing, up to the last allowed unit', () => {
    const text = `<b>${'x'.repeat(4094)}</b>&amp;&lt;`;

    expect(send({ text, parse_mode: 'HTML' })).toMatchObject({ ok: true });
  });

  it('counts characters and no halves of them', () => {
    const atLimit = send({ text: '🏟'.repeat(4096) });
    const above = send({ text: '🏟'.repeat(4097) });

    expect(atLimit.ok).toBe(true);
    expect(above.description).toBe('Bad Request: message is too long');
  });

  it('finds commands, links, mentions and hashtags in a text, and none in code', () => {
    const text = 'try /help@toy_bot, https://example.org/a?b=1. @lace #tag1 a@example.org <code>/start</code>';

    const answer = send({ text, parse_mode: 'HTML' });

    expect(answer.result).toMatchObject({
      entities: [
        { type: 'bot_command', offset: 4, length: 13 },
        { type: 'url', offset: 19, length: 25 },
        { type: 'mention', offset: 46, length: 5 },
        { type: 'hashtag', offset: 52, length: 5 },
        { type: 'email', offset: 58, length: 13 },
        { type: 'code', offset: 72, length: 6 },
      ],
    });
  });

  it('takes out what Telegram does not keep, and moves the formatting along', () => {
    const answer = send({ text: ' a\r\n\u202e<b>b\tc</b>\u0000', parse_mode: 'HTML' });

    expect(answer.result).toMatchObject({ text: 'a\nb c', entities: [{ type: 'bold', offset: 2, length: 3 }] });
  });

  it('leaves out buttons that are too many without a word', () => {
    const row = Array.from({ length: 14 }, (_, at) => ({ text: `a\t${at}`, callback_data: 'x' }));
    const keyboard = (inline_keyboard: object) =>
      (
        send({ reply_markup: { inline_keyboard } }).result as unknown as {
          reply_markup?: { inline_keyboard: object[][] };
        }
      ).reply_markup?.inline_keyboard;

    const wide = keyboard([row, []]);

    expect(wide?.map(({ length }) => length)).toEqual([12]);
    expect(wide?.[0]?.[0]).toEqual({ text: 'a 0', callback_data: 'x' });
    expect(keyboard(Array(30).fill(row))?.flat()).toHaveLength(300);
    expect(keyboard([])).toBeUndefined();
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

  it('changes the buttons of a message, and refuses a change that is none', () => {
    send();
    const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: '1' }], []] };
    const change = () => edit({ text: 'hi', reply_markup });

    const first = change();
    const second = change();

    expect(first.result).toMatchObject({ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: '1' }]] } });
    expect(second.description).toMatch(/^Bad Request: message is not modified: /);
  });

  it('refuses an edit that changes nothing, and takes one that only changes formatting', () => {
    send({ text: 'new' });

    const same = edit();
    const sameByOtherMarkup = edit({ text: 'ne&#119;', parse_mode: 'HTML' });
    const bold = edit({ text: '<b>new</b>', parse_mode: 'HTML' });

    expect(same).toMatchObject({
      error_code: 400,
      description:
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    });
    expect(sameByOtherMarkup.ok).toBe(false);
    expect(bold.ok).toBe(true);
  });

  it('refuses an edit that is too long in the words of the servers behind', () => {
    send();

    expect(edit({ text: 'x'.repeat(4097) }).description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect(edit({ text: 'x'.repeat(4096) }).ok).toBe(true);
  });

  it("refuses to edit what is not there, deleted or locked, and what is a person's", () => {
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 1 }));
    send();
    send();
    const [, deleted, locked] = test.telegram.conversation.messagesOf(7);
    if (deleted) test.telegram.deleteMessage(deleted);
    if (locked) test.telegram.lockMessage(locked);

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

  it('keeps a hundred pieces of formatting', () => {
    const answer = send({ text: '<b>x</b> '.repeat(120), parse_mode: 'HTML' });

    expect(answer.result?.['entities']).toHaveLength(100);
  });

  it.each([' 7', '+7', '7 ', '7abc'])('reads the number in front of %j, as far as there is one', (chat_id) => {
    expect(send({ chat_id }).ok).toBe(chat_id.startsWith('7'));
  });

  it('records replies and falls back when a lost message may be ignored', () => {
    send();

    const reply = send({ reply_parameters: { message_id: 1 } });
    const fallback = send({ reply_parameters: { message_id: 99, allow_sending_without_reply: true } });

    expect(reply.result).toMatchObject({
      reply_to_message: {
        message_id: 1,
        date: expect.any(Number),
        from: { is_bot: true },
        chat: { id: 7 },
        text: 'hi',
      },
    });
    expect(fallback.ok).toBe(true);
    expect(test.telegram.conversation.messagesOf(7).map((message) => message.replyToMessageId)).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });

  it('posts to a channel by its name, in the name of the channel', () => {
    test.telegram.setChat({ id: -100500, type: 'channel', username: 'Reports', title: 'Reports' });

    const answer = send({ chat_id: '@reports' });

    expect(answer.result).toMatchObject({ sender_chat: { id: -100500 }, chat: { username: 'Reports' } });
    expect(answer.result).not.toHaveProperty('from');
  });

  it('posts into a topic of a forum that it has heard of, and answers in the topic of what it answers', () => {
    const forum = { id: -100500, type: 'supergroup', title: 'Forum' };
    const inTopic = { chat: forum, message_thread_id: 3, is_topic_message: true };
    test.telegram.pushUpdate(messageUpdate(1, { message_id: 4, ...inTopic }));
    test.telegram.pushUpdate(messageUpdate(2, { message_id: 5, chat: forum, message_thread_id: 4 }));

    const toTopic = send({ chat_id: -100500, message_thread_id: 3 });
    const reply = send({ chat_id: -100500, reply_parameters: { message_id: 4 } });
    const toNone = [send({ chat_id: -100500, message_thread_id: 4 }), send({ message_thread_id: 3 })];

    expect(toTopic.result).toMatchObject({ message_thread_id: 3, is_topic_message: true });
    expect(reply.result).toMatchObject({ message_thread_id: 3, reply_to_message: { message_thread_id: 3 } });
    expect(toNone.map(({ description }) => description)).toEqual(
      Array(2).fill('Bad Request: message thread not found'),
    );
    expect(test.telegram.conversation.messagesOf(-100500).map(({ topicId }) => topicId)).toEqual([3, undefined, 3, 3]);
  });
});
