import { type ChatChange, type ChatState } from '../chats';
import { TestTelegram, bot, messageUpdate, startMs } from '../testing/create-test-telegram';

const person = { id: 7, type: 'private' } as const;
const group = { id: -7, type: 'group' } as const;
const supergroup = { id: -1007, type: 'supergroup' } as const;
const channel = { id: -1008, type: 'channel' } as const;

describe('chats and presses', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
  });

  const refusalIn = (chat: ChatChange) => {
    test.telegram.setChat(chat);
    const { error_code: code, description } = test.call('sendMessage', { chat_id: chat.id, text: 'hi' });
    return `${code} ${description}`;
  };

  it.each<[ChatChange, string]>([
    [{ ...person, state: 'blocked' }, '403 Forbidden: bot was blocked by the user'],
    [{ ...person, state: 'deactivated' }, '403 Forbidden: user is deactivated'],
    [{ ...person, state: 'not-started' }, "403 Forbidden: bot can't initiate conversation with a user"],
    [{ ...group, state: 'kicked' }, '403 Forbidden: bot was kicked from the group chat'],
    [{ ...group, state: 'left' }, '403 Forbidden: bot is not a member of the group chat'],
    [{ ...group, state: 'deactivated' }, '403 Forbidden: the group chat was deleted'],
    [{ ...group, state: 'read-only' }, '400 Bad Request: not enough rights to send text messages to the chat'],
    [{ ...supergroup, state: 'kicked' }, '403 Forbidden: bot was kicked from the supergroup chat'],
    [{ ...channel, state: 'left' }, '403 Forbidden: bot is not a member of the channel chat'],
    [{ ...channel, state: 'read-only' }, '400 Bad Request: need administrator rights in the channel chat'],
  ])('refuses to write to %j', (chat, refusal) => {
    expect(refusalIn(chat)).toBe(refusal);
  });

  it('says where a group has moved to', () => {
    test.telegram.setChat({ ...group, state: 'migrated', migratedToChatId: supergroup.id });

    expect(test.call('sendMessage', { chat_id: group.id, text: 'hi' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: supergroup.id },
    });
  });

  it('refuses a chat of which too little is said', () => {
    expect(() => test.telegram.setChat({ id: 9 })).toThrow(RangeError);
    expect(() => test.telegram.setChat({ ...group, state: 'migrated' })).toThrow(RangeError);
  });

  it('knows a person from a group, but may not write first', () => {
    const from = { id: 8, first_name: 'Bob' };
    test.telegram.pushUpdate(messageUpdate(1, { from, chat: { ...group, title: 'Rowers' } }));

    const early = test.call('sendMessage', { chat_id: 8, text: 'hi' });
    test.telegram.pushUpdate(messageUpdate(2, { from, chat: { id: 8, type: 'private' } }));
    const afterStart = test.call('sendMessage', { chat_id: 8, text: 'hi' });

    expect(early.description).toBe("Forbidden: bot can't initiate conversation with a user");
    expect(afterStart.ok).toBe(true);
  });

  it('follows membership updates', () => {
    const change = (chat: object, status: string) => ({
      update_id: 1,
      my_chat_member: { chat, from: { id: 7 }, new_chat_member: { status } },
    });
    const isWritable = (id: number) => test.call('sendMessage', { chat_id: id, text: 'hi' }).ok;

    test.telegram.pushUpdate(change(group, 'member'));
    const whileMember = isWritable(group.id);
    test.telegram.pushUpdate(change(group, 'kicked'));
    test.telegram.pushUpdate(change(person, 'kicked'));
    test.telegram.pushUpdate(change(channel, 'administrator'));

    expect(whileMember).toBe(true);
    expect(isWritable(group.id)).toBe(false);
    expect(test.call('sendMessage', { chat_id: 7, text: 'hi' }).description).toContain('blocked');
    expect(isWritable(channel.id)).toBe(true);
  });

  it('follows the service message of a migration', () => {
    test.telegram.pushUpdate(messageUpdate(1, { chat: group, migrate_to_chat_id: supergroup.id, text: undefined }));

    const old = test.call('sendMessage', { chat_id: group.id, text: 'hi' });
    const moved = test.call('sendMessage', { chat_id: supergroup.id, text: 'hi' });

    expect(old.parameters).toEqual({ migrate_to_chat_id: supergroup.id });
    expect(moved.ok).toBe(true);
  });

  it('shows a chat', () => {
    test.telegram.setChat(group);
    test.telegram.setChat({ id: -200, type: 'channel', title: 'News', username: 'news' });

    expect(test.call('getChat', { chat_id: 7 }).result).toMatchObject({
      id: 7,
      type: 'private',
      first_name: 'Ada',
    });
    expect(test.call('getChat', { chat_id: '@News' }).result).toMatchObject({
      type: 'channel',
      title: 'News',
      username: 'news',
    });
    expect(test.call('getChat', { chat_id: group.id }).result).toMatchObject({
      permissions: { can_send_messages: true },
    });
  });

  it.each<[number, ChatState, string | undefined]>([
    [7, 'blocked', undefined],
    [7, 'deactivated', undefined],
    [group.id, 'kicked', undefined],
    [supergroup.id, 'kicked', 'Forbidden: bot was kicked from the supergroup chat'],
    [supergroup.id, 'left', 'Forbidden: bot is not a member of the supergroup chat'],
  ])('reads chat %d in state %s or says why not', (chat_id, state, description) => {
    test.telegram.setChat(supergroup);
    test.telegram.setChat(group);
    test.telegram.setChat({ id: chat_id, state });

    expect(test.call('getChat', { chat_id }).description).toBe(description);
  });

  it('knows its own membership, and refuses to tell of others by name', () => {
    test.telegram.setChat(group);
    const member = (user_id: number | string) => test.call('getChatMember', { chat_id: group.id, user_id });

    expect(member(bot.id).result).toMatchObject({ user: { is_bot: true }, status: 'member' });
    expect(member(7).description).toContain('a member besides the bot is not emulated');
    expect(member('x').description).toBe('Bad Request: invalid user_id specified');
  });

  const press = () =>
    test.telegram.pushUpdate({
      update_id: 1,
      callback_query: { id: '55', from: { id: 7 }, data: 'x', message: { chat: { id: 7, type: 'private' } } },
    });
  const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

  it('takes one answer to a pressed button', () => {
    press();

    const first = test.call('answerCallbackQuery', { callback_query_id: '55', text: 'Done', show_alert: true });
    const second = test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(first).toEqual({ ok: true, result: true });
    expect(second.description).toBe(tooOld);
    expect(test.telegram.callbackAnswers).toEqual([
      { queryId: '55', text: 'Done', showAlert: true, atMs: expect.any(Number) },
    ]);
  });

  it('takes no late answer, none to an unknown query and none that is too long', () => {
    press();

    const long = test.call('answerCallbackQuery', { callback_query_id: '55', text: 'x'.repeat(201) });
    const unknown = test.call('answerCallbackQuery', { callback_query_id: '56' });
    test.nowMs = startMs + 151_000;
    const late = test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(long.description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect([unknown.description, late.description]).toEqual([tooOld, tooOld]);
  });
});
