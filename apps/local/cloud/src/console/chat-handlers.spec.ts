import { createLocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/telegram';
import { type Chat } from '@pulso/world/telegram';

import { RefusedOperationError } from '../errors';
import { Heard } from './heard';
import { createChatHandlers, commandMenu } from './chat-handlers';

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

const ada: Chat = { id: 7, type: 'private', state: 'member', firstName: 'Ada' };
const lunch: Chat = { id: -5, type: 'group', state: 'member', title: 'Lunch' };

/** The lists that are set, each with one command of its own name. */
const menuOf = (lists: readonly string[], person: Chat, chat: Chat) =>
  commandMenu(
    (scope, language) =>
      lists.includes(`${scope}|${language}`) ? [{ command: `${scope}|${language}`, description: 'x' }] : [],
    person,
    chat,
  ).map(({ command }) => command);

describe('commandMenu', () => {
  it.each<[string, readonly string[], string]>([
    ['of the chat before that of all private chats', ['chat 7|', 'all_private_chats|en', 'default|'], 'chat 7|'],
    [
      'of the language before that for everybody',
      ['all_private_chats|', 'all_private_chats|en'],
      'all_private_chats|en',
    ],
    ['of a narrower scope before that of the language', ['all_private_chats|', 'default|en'], 'all_private_chats|'],
    ['by default', ['all_group_chats|', 'default|'], 'default|'],
  ])('shows a person the list %s', (_what, lists, expected) => {
    expect(menuOf(lists, ada, ada)).toEqual([expected]);
  });

  it('goes by the language of the app, of any country', () => {
    const lists = ['default|', 'default|pt'];

    expect(menuOf(lists, { ...ada, languageCode: 'pt-br' }, ada)).toEqual(['default|pt']);
    expect(menuOf(lists, { ...ada, languageCode: 'ru' }, ada)).toEqual(['default|']);
  });

  it('shows the owner of a group what is for administrators', () => {
    const lists = ['all_group_chats|', 'all_chat_administrators|'];
    const owned = { ...lunch, ownerId: 7 };

    expect(menuOf(lists, ada, owned)).toEqual(['all_chat_administrators|']);
    expect(menuOf(lists, { ...ada, id: 9 }, owned)).toEqual(['all_group_chats|']);
  });

  it('shows nothing in a channel, nor where nothing is set', () => {
    expect(menuOf(['default|'], ada, { ...lunch, type: 'channel' })).toEqual([]);
    expect(menuOf([], ada, ada)).toEqual([]);
  });
});
