import { png } from './testing/png';
import { type TestServer, startMs, startTestServer } from './testing/start-test-server';
import { type Receiver, startReceiver } from './webhook/testing/start-receiver';

const keyboard = { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] };
const ada = { person: 'Ada' };

describe('a Bot API server that goes on with what another one left', () => {
  let one: TestServer;
  let other: TestServer;
  let receiver: Receiver | undefined;

  beforeEach(async () => {
    one = await startTestServer();
    other = await startTestServer({ random: () => 0.5 });
  });

  afterEach(async () => {
    await Promise.all([one.close(), other.close(), receiver?.close()]);
    receiver = undefined;
  });

  const goOn = (): void => other.server.load(one.server.dump().map((record): unknown => JSON.parse(record)));

  it('has messages, their edits and buttons, and numbers new ones behind them', async () => {
    const { chatId } = one.server.people.say(ada, 'hello');
    await one.call('sendMessage', { chat_id: chatId, text: '<b>a</b>', parse_mode: 'HTML', reply_markup: keyboard });
    await one.call('sendMessage', { chat_id: chatId, text: 'gone' });
    await one.call('deleteMessage', { chat_id: chatId, message_id: 3 });
    await one.call('editMessageText', { chat_id: chatId, message_id: 2, text: 'b', reply_markup: keyboard });

    goOn();
    const pressed = other.server.people.press(ada, 2, 'more');
    const answered = await other.call('answerCallbackQuery', { callback_query_id: pressed.queryId });
    const sent = await other.call('sendMessage', { chat_id: chatId, text: 'new' });

    expect(other.server.conversation.messagesOf(chatId).slice(0, 3)).toEqual(
      one.server.conversation.messagesOf(chatId),
    );
    expect(answered.ok).toBe(true);
    expect(sent.result).toMatchObject({ message_id: 4 });
  });

  it('answers a button that was pressed before, and counts ids of updates and presses on', async () => {
    const { chatId } = one.server.people.say(ada, 'hello');
    await one.call('sendMessage', { chat_id: chatId, text: 'a', reply_markup: keyboard });
    const before = one.server.people.press(ada, 2, 'more');

    goOn();
    const answered = await other.call('answerCallbackQuery', { callback_query_id: before.queryId, text: 'there' });
    const after = other.server.people.press(ada, 2, 'more');

    expect(answered.ok).toBe(true);
    expect(other.server.callbackAnswers).toMatchObject([{ queryId: before.queryId, text: 'there' }]);
    expect(after.updateId).toBe((before.updateId ?? 0) + 1);
    expect(after.queryId).toBe(String(Number(before.queryId) + 1));
  });

  it('knows chats with their states, and what the bot has set', async () => {
    one.server.setChat({ id: -5, type: 'group', title: 'Lunch' });
    one.server.setChat({ id: -5, state: 'migrated', migratedToChatId: -1005 });
    await one.call('setMyCommands', { commands: [{ command: 'a', description: 'A' }] });
    await one.call('setMyName', { name: 'Another' });

    goOn();

    expect(await other.call('sendMessage', { chat_id: -5, text: 'x' })).toMatchObject({
      error_code: 400,
      parameters: { migrate_to_chat_id: -1005 },
    });
    expect(other.server.commands()).toEqual([{ command: 'a', description: 'A' }]);
    expect(await other.call('getMyName')).toMatchObject({ result: { name: 'Another' } });
  });

  it('has the photos that were sent, and gives a new one another id', async () => {
    const upload = async (test: TestServer): Promise<string> => {
      const { ok } = await test.upload('sendPhoto', { chat_id: '7' }, { photo: png(9, 9) });
      expect(ok).toBe(true);
      return test.server.conversation.messagesOf(7).at(-1)?.attachment?.json[0]?.file_id ?? '';
    };
    one.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
    const photo = await upload(one);

    goOn();

    expect(other.server.file(photo)).toEqual(png(9, 9));
    expect(other.server.conversation.messagesOf(7)).toEqual(one.server.conversation.messagesOf(7));
    expect(await upload(other)).not.toBe(photo);
  });

  it('pushes nothing before it is resumed, then what waits, each after its own pause', async () => {
    receiver = await startReceiver(
      () => other.clock.nowMs(),
      () => 500,
    );
    const { url } = receiver;
    await one.call('setWebhook', { url, secret_token: 's', max_connections: 7, allowed_updates: ['message'] });
    one.server.people.say(ada, 'fails');
    // The first retry comes at once, the second after two seconds.
    await one.clock.settle();
    await one.clock.runUntil(startMs + 1000);
    one.server.people.say({ person: 'Bob' }, 'is being pushed');
    const pushCount = receiver.pushes.length;

    goOn();
    await other.clock.runUntil(startMs + 10_000);
    // By its own events: the first server's push may arrive late.
    const pausedCount = other.events.filter(({ type }) => type === 'update-pushed').length;
    other.server.resume();
    await other.clock.settle();

    expect(pushCount).toBe(2);
    expect(pausedCount).toBe(0);
    expect(other.server.webhookStatus()).toMatchObject({
      ...{ url, secretToken: 's', maxConnections: 7, allowedUpdates: ['message'], pendingUpdateCount: 2 },
      lastErrorMessage: expect.stringContaining('500'),
    });
    const attempts = other.events.flatMap((event) => (event.type === 'update-pushed' ? [event.attempt] : []));
    expect(attempts.sort()).toEqual([1, 2, 3]);
  });

  it('lets updates expire when they would have', async () => {
    await one.call('setWebhook', { url: 'http://127.0.0.1:9/' });
    one.server.people.say(ada, 'hello');
    const day = 86_400_000;

    goOn();
    await other.clock.runUntil(startMs + day + 60_000);

    other.server.resume();
    await other.clock.settle();

    expect(other.events).toMatchObject([{ type: 'update-dropped', reason: 'expired' }]);
  });

  it.each<[string, (records: Record<string, unknown>[]) => unknown[]]>([
    ['record 1: the whole: expected object, got null', ([, ...members]) => [null, ...members]],
    [
      'record 1: ids.updateId: expected number, got string of 1',
      ([first, ...members]) => [{ ...first, ids: { updateId: 'x' } }, ...members],
    ],
    [
      'record 1: webhook.settings.url: expected string, got nothing',
      ([first, ...members]) => [{ ...first, webhook: { settings: {} } }, ...members],
    ],
    [
      'record 1: chats.0.type: expected "private" or',
      ([first, ...members]) => [{ ...first, chats: [{ id: 1, type: 'village' }] }, ...members],
    ],
    ['record 2: message: expected object, got nothing', ([first, second]) => [first, second?.['message']]],
    [
      'record 2: message.versions: expected 1 entries or more',
      ([first, second]) => [first, { message: { ...(second?.['message'] as object), versions: [] } }],
    ],
    [
      'record 2: update.update: expected object, got string',
      ([first]) => [first, { update: { update: 'x', queue: 'y', expiresAtMs: 0, retry: {} } }],
    ],
    ['record 2: the whole: expected object, got string of 1', ([first]) => [first, 'x']],
    ['record 1: it is missing', () => []],
  ])('refuses a record of another form (%s), and has nothing of the others then', async (problem, change) => {
    const { chatId } = one.server.people.say(ada, 'hello');
    const records = one.server.dump().map((record) => JSON.parse(record) as Record<string, unknown>);

    expect(() => other.server.load(change(records))).toThrow(new RegExp(`^${problem}`));

    expect(other.server.conversation.messagesOf(chatId)).toEqual([]);
    expect(await other.call('getChat', { chat_id: chatId })).toMatchObject({
      description: 'Bad Request: chat not found',
    });
  });
});
