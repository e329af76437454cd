import { createLocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/gateway';

import { RefusedOperationError } from '../errors';
import { Heard } from './heard';
import { createChatHandlers } from './chat-handlers';

const token = '77:local-token-of-the-console';
const bot = { id: 77, username: 'toy_bot', first_name: 'Toy' };
const startMs = Date.parse('2026-11-25T12:00:00Z');

describe('the chats of the console', () => {
  const clock = createLocalClock({ startMs });
  let botApi: BotApiServer;
  let chat: ReturnType<typeof createChatHandlers>;

  const heard = new Heard((_service, text) => text);

  beforeEach(async () => {
    botApi = await startBotApiServer({ token, clock, random: () => 0, bot });
    chat = createChatHandlers({ botApi }, heard);
  });

  afterEach(() => botApi.close());
  afterAll(() => clock.stop());

  const call = (method: string, parameters: object) =>
    fetch(`${botApi.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(parameters),
    });

  it('adds people and groups, and lists the one with the latest message first', async () => {
    const { chat: ada } = await chat['chat.enter']({ person: 'Ada' });
    const place = { person: ada.id };
    await chat['chat.enter']({ ...place, group: 'Lunch' });
    await chat['chat.say']({ ...place, group: 'Lunch', text: 'who is there?' });

    const list = await chat['chat.list']({});

    expect(list.map(({ name, type, state }) => [name, type, state])).toEqual([
      ['Lunch', 'group', 'member'],
      ['Ada', 'private', 'not-started'],
    ]);
    expect(list[0]?.last).toEqual({
      ...{ messageId: 1, from: 'person', senderName: 'Ada', text: 'who is there?' },
      atMs: expect.closeTo(startMs, -4) as number,
    });
  });

  it('begins with the admins who have said nothing, to whom the bot gives a menu of their own', async () => {
    await chat['chat.say']({ person: 'Bob', text: '/start' });
    const { chat: ada } = await chat['chat.enter']({ person: 'Ada' });
    await call('setMyCommands', {
      scope: { type: 'chat', chat_id: ada.id },
      commands: [{ command: 'report', description: 'x' }],
    });

    const list = await chat['chat.list']({});

    expect(list.map(({ name, isAdmin }) => [name, isAdmin])).toEqual([
      ['Ada', true],
      ['Bob', false],
    ]);
  });

  it('says what a message showed before it was edited', async () => {
    const { chatId } = await chat['chat.say']({ person: 'Ada', text: '/start' });
    await call('sendMessage', { chat_id: chatId, text: '<b>one</b>', parse_mode: 'HTML', disable_notification: true });
    await call('editMessageText', { chat_id: chatId, message_id: 2, text: 'two' });

    const update = { update_id: 1, message: { message_id: 2, chat: { id: chatId } } };
    const payload = JSON.stringify({ body: JSON.stringify(update) });
    heard.onInvocationStart({ functionName: 'bot', requestId: 'r', startedAtMs: 0, payload });
    heard.onPeopleEvent({ type: 'update-refused', updateId: 1, attempt: 1, reason: 'Wrong response: 503' });

    const { messages, refusedIds } = await chat['chat.messages']({ chatId });

    expect(refusedIds).toEqual([2]);
    expect(messages).toMatchObject([{ text: '/start' }, { text: 'two', silent: true }]);
    expect(messages[1]?.versions.map(({ text, entities }) => [text, entities])).toEqual([
      ['one', [{ type: 'bold', offset: 0, length: 3 }]],
      ['two', []],
    ]);
  });

  it('shows the commands of a language once the phone speaks it', async () => {
    await chat['chat.enter']({ person: 'Ada' });
    await call('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] });
    await call('setMyCommands', { commands: [{ command: 'help', description: 'Ayuda' }], language_code: 'es' });

    const english = await chat['chat.commands']({ person: 'Ada' });
    const { languageCode } = await chat['chat.set-language']({ person: 'Ada', languageCode: 'es' });

    expect(languageCode).toBe('es');
    expect([english, await chat['chat.commands']({ person: 'Ada' })]).toEqual([
      [{ command: 'help', description: 'Help' }],
      [{ command: 'help', description: 'Ayuda' }],
    ]);
  });

  it('leaves out a group that has become a supergroup', async () => {
    const lunch = { person: 'Ada', group: 'Lunch' };
    const { chat: group } = await chat['chat.enter'](lunch);
    botApi.chats.set({ id: group.id, state: 'migrated', migratedToChatId: -1001 });

    expect((await chat['chat.list']({})).map(({ type }) => type)).toEqual(['private']);
  });

  it("refuses in Telegram's words what its app would not let a person do", () => {
    expect(() => chat['chat.say']({ person: 'Ada', text: ' ' })).toThrow(RefusedOperationError);
    expect(() => chat['chat.press']({ person: 'Ada', messageId: 5, data: 'x' })).toThrow('There is no message 5.');
  });
});
