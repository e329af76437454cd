import { type TestServer, startTestServer, token } from '../testing/start-test-server';

interface PeopleAnswer {
  readonly ok: boolean;
  readonly description?: string;
  readonly result?: never;
}

/** Telegram's side of the people: `POST /people<token>/<action>`. */
describe('the API for people', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(() => test.close());

  const post = async (action: string, body: object | string = {}, key = token): Promise<PeopleAnswer> => {
    const response = await fetch(`${test.server.url}/people${key}/${action}`, {
      method: 'POST',
      headers: { connection: 'close' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return (await response.json()) as PeopleAnswer;
  };
  const ada = { person: 'Ada' };
  const updates = async () => (await test.call('getUpdates')).result as unknown as Record<string, never>[];

  it('makes an update of what a person says, with the entities that Telegram finds', async () => {
    const said = await post('say', { ...ada, text: '/start now' });

    const [update] = await updates();
    expect(said.result).toMatchObject({ updateId: update?.['update_id'], messageId: 1 });
    expect(update).toMatchObject({
      message: {
        message_id: 1,
        from: { is_bot: false, first_name: 'Ada' },
        chat: { type: 'private', first_name: 'Ada' },
        text: '/start now',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      },
    });
  });

  it('gives a person the same id every time, and takes one that is known by that name', async () => {
    test.server.setChat({ id: 42, type: 'private', firstName: 'Grace' });

    await post('say', { person: 'grace', text: 'a' });
    await post('say', { ...ada, text: 'b' });
    await post('say', { person: 'ADA', text: 'c' });

    const ids = (await updates()).map(({ message }) => (message as unknown as { from: { id: number } }).from.id);
    expect(ids[0]).toBe(42);
    expect(ids[1]).toBe(ids[2]);
  });

  it('tells the bot that it was added to a new group, blocked and unblocked', async () => {
    await post('enter', { ...ada, group: 'Lunch' });
    await post('enter', { ...ada, group: 'lunch' });
    await post('say', { ...ada, text: 'hi' });
    await post('member', { ...ada, isMember: false });
    const whileBlocked = await post('enter', ada);
    await post('say', { ...ada, text: 'again' });

    const changes = (await updates()).flatMap(({ my_chat_member: change }) => (change ? [change] : []));
    expect(changes).toEqual([
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'member' }) }),
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'kicked' }) }),
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'member' }) }),
    ]);
    expect(whileBlocked.result).toMatchObject({ state: 'blocked' });
  });

  it.each([
    ['hello', false],
    ['/start', true],
    ['/start@PULSO_local_bot x', true],
    ['/start@other_bot', false],
    ['see /start', false],
    ['@pulso_local_bot', false],
  ])('shows the bot of %j in a group, by privacy mode: %s', async (text, isSeen) => {
    const { result } = await post('say', { ...ada, group: 'Lunch', text });

    expect(Object.hasOwn(result ?? {}, 'updateId')).toBe(isSeen);
    const messages = (await updates()).filter(({ message }) => message !== undefined);
    expect(messages).toHaveLength(isSeen ? 1 : 0);
  });

  it('tells a bot nothing of a group from which it was removed', async () => {
    const lunch = { ...ada, group: 'Lunch' };
    await post('say', { ...lunch, text: '/start' });
    await post('member', { ...lunch, isMember: false });

    const { result } = await post('say', { ...lunch, text: '/start' });

    expect(result).toMatchObject({ unseen: 'not-member' });
    expect((await updates()).filter(({ message }) => message !== undefined)).toHaveLength(1);
  });

  it('makes a supergroup of a group: the bot is told in both, and people go on in the new one', async () => {
    const lunch = { ...ada, group: 'Lunch' };
    const { chatId } = (await post('say', { ...lunch, text: '/start' })).result as unknown as { chatId: number };

    const migrated = await post('migrate', lunch);
    const said = await post('say', { ...lunch, text: '/start' });
    const again = await post('migrate', lunch);

    const newId = chatId - 1_000_000_000_000;
    const messages = (await updates()).flatMap(({ message }) => (message ? [message] : []));
    expect(messages.slice(1)).toMatchObject([
      { message_id: 2, chat: { id: chatId, type: 'group' }, migrate_to_chat_id: newId },
      { message_id: 1, chat: { id: newId, type: 'supergroup', title: 'Lunch' }, migrate_from_chat_id: chatId },
      { message_id: 2, chat: { id: newId }, text: '/start' },
    ]);
    expect([migrated.result, said.result]).toMatchObject([{ chatId: newId }, { chatId: newId, messageId: 2 }]);
    expect(again.description).toBe('Only a group becomes a supergroup, and only once.');
    expect(await test.call('sendMessage', { chat_id: chatId, text: 'x' })).toMatchObject({
      error_code: 400,
      parameters: { migrate_to_chat_id: newId },
    });
  });

  it('presses a button that is there, and the press can be answered once', async () => {
    const { result } = await post('say', { ...ada, text: 'hi' });
    const { chatId } = result as unknown as { chatId: number };
    await test.call('sendMessage', {
      chat_id: chatId,
      text: 'choose',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });

    const pressed = await post('press', { ...ada, messageId: 2, data: 'a' });
    const missed = await post('press', { ...ada, messageId: 2, data: 'b' });

    expect(missed.description).toBe('The message has no such button now.');
    const { queryId } = pressed.result as unknown as { queryId: string };
    expect((await updates()).at(-1)).toMatchObject({
      callback_query: {
        id: queryId,
        data: 'a',
        from: { first_name: 'Ada' },
        message: { message_id: 2, text: 'choose' },
      },
    });
    const answer = { callback_query_id: queryId };
    expect([
      (await test.call('answerCallbackQuery', answer)).ok,
      (await test.call('answerCallbackQuery', answer)).ok,
    ]).toEqual([true, false]);
  });

  it('shows the bot a message as it is: what is pressed under a file, and what is replied to', async () => {
    const { result } = await post('say', { ...ada, text: 'hi' });
    const { chatId } = result as unknown as { chatId: number };
    const form = new FormData();
    const keyboard = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    form.set('chat_id', String(chatId));
    form.set('caption', 'a file');
    form.set('reply_markup', JSON.stringify(keyboard));
    form.set('document', new File(['x'], 'a.txt'));
    await fetch(`${test.server.url}/bot${token}/sendDocument`, { method: 'POST', body: form });

    await post('press', { ...ada, messageId: 2, data: 'a' });
    await post('say', { ...ada, text: 'this?', replyTo: 2 });
    await post('say', { ...ada, text: 'me', replyTo: 1 });

    const [, pressed, toFile, toText] = await updates();
    const shown = { message_id: 2, caption: 'a file', document: { file_name: 'a.txt' }, from: { is_bot: true } };
    expect(pressed).toMatchObject({ callback_query: { message: { ...shown, reply_markup: keyboard } } });
    expect(pressed).not.toHaveProperty('callback_query.message.text');
    expect(toFile).toMatchObject({ message: { reply_to_message: shown } });
    expect(toText).toMatchObject({
      message: { reply_to_message: { message_id: 1, text: 'hi', from: { first_name: 'Ada', is_bot: false } } },
    });
  });

  it('lists what happened, and waits for what happens next', async () => {
    const before = await post('enter', ada);
    const after = (before.result as unknown as { lastPlace: number }).lastPlace;
    const waiting = post('events', { after, waitMs: 5000 });

    await post('say', { ...ada, text: 'hi' });

    expect((await waiting).result).toEqual([
      { type: 'message-sent', place: after + 1, message: expect.objectContaining({ senderName: 'Ada', text: 'hi' }) },
    ]);
    expect((await post('events', { after: after + 1, waitMs: 1 })).result).toEqual([]);
  });

  it('does not keep the clock from jumping while a client waits', async () => {
    const waiting = post('events', { after: 0, waitMs: 20_000 });

    await test.clock.runUntil(test.clock.nowMs() + 3_600_000);
    await post('say', { ...ada, text: 'hi' });

    expect((await waiting).ok).toBe(true);
  });

  it.each<[string, object | string, string]>([
    ['say', { ...ada, text: ' ' }, 'Nothing was said.'],
    ['say', { ...ada }, 'Nothing was said.'],
    ['say', { ...ada, text: 'x'.repeat(4097) }, 'Telegram takes no text above 4096 characters.'],
    ['say', { text: 'x' }, 'A person needs a name of up to 64 characters.'],
    ['say', { person: 'x'.repeat(65), text: 'x' }, 'A person needs a name of up to 64 characters.'],
    ['say', { ...ada, group: ' ', text: 'x' }, 'A group needs a title of up to 128 characters.'],
    ['say', { ...ada, text: 'x', replyTo: 5 }, 'There is no message 5.'],
    ['press', { ...ada, messageId: 5, data: 'x' }, 'There is no message 5.'],
    ['moon', ada, 'Actions are enter, say, press, member, migrate, flood and events.'],
    ['say', '[1]', 'The body must be a JSON object.'],
    ['say', '{', 'The body must be a JSON object.'],
  ])('refuses %s %j', async (action, body, description) => {
    expect((await post(action, body)).description).toBe(description);
    expect(await updates()).toEqual([]);
  });

  it('wants the token, and POST', async () => {
    expect((await post('say', { ...ada, text: 'x' }, '1:wrong')).description).toMatch(/not the token/);
    expect((await fetch(`${test.server.url}/people${token}/events`)).status).toBe(405);
    expect((await fetch(`${test.server.url}/peoples`)).status).toBe(401);
  });

  it('refuses what a group that has moved is told', async () => {
    const entered = await post('enter', { ...ada, group: 'Lunch' });
    const { chat } = entered.result as unknown as { chat: { id: number } };
    test.server.setChat({ id: chat.id, state: 'migrated', migratedToChatId: -1001 });

    expect((await post('say', { ...ada, group: 'Lunch', text: '/start' })).description).toBe(
      'The group has moved to -1001.',
    );
  });
});
