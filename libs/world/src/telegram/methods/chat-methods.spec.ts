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
    test.telegram.chats.set(chat);
    const { error_code: code, description } = test.call('sendMessage', { chat_id: chat.id, text: 'hi' });
    return `${code} ${description}`;
  };

  it.each<[ChatChange, string]>([
    [{ ...person, state: 'blocked' }, '403 Forbidden: bot was blocked by the user'],
    [{ ...person, state: 'not-started' }, "403 Forbidden: bot can't initiate conversation with a user"],
    [{ ...group, state: 'kicked' }, '403 Forbidden: bot was kicked from the group chat'],
    [{ ...group, state: 'left' }, '403 Forbidden: bot is not a member of the group chat'],
    [{ ...supergroup, state: 'kicked' }, '403 Forbidden: bot was kicked from the supergroup chat'],
    [{ ...channel, state: 'left' }, '403 Forbidden: bot is not a member of the channel chat'],
  ])('refuses to write to %j', (chat, refusal) => {
    expect(refusalIn(chat)).toBe(refusal);
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

  it('follows the service message of a migration', () => {
    test.telegram.pushUpdate(messageUpdate(1, { chat: group, migrate_to_chat_id: supergroup.id, text: undefined }));

    const old = test.call('sendMessage', { chat_id: group.id, text: 'hi' });
    const moved = test.call('sendMessage', { chat_id: supergroup.id, text: 'hi' });

    expect(old.description).toBe('Bad Request: group chat was upgraded to a supergroup chat');
    expect(old.parameters).toEqual({ migrate_to_chat_id: supergroup.id });
    expect(moved.ok).toBe(true);
  });

  it('keeps a bot out of the supergroup when it was removed from the group', () => {
    test.telegram.chats.set({ ...group, state: 'kicked' });

    test.telegram.chats.migrate(group.id, supergroup.id);

    const moved = test.call('sendMessage', { chat_id: supergroup.id, text: 'hi' });
    expect(moved.description).toBe('Forbidden: bot was kicked from the supergroup chat');
  });

  it('shows a chat', () => {
    test.telegram.chats.set(group);
    test.telegram.chats.set({ id: -200, type: 'channel', title: 'News', username: 'news' });

    const shown = [7, '@News', group.id].map((chat_id) => test.call('getChat', { chat_id }).result);

    expect(shown).toMatchObject([
      { id: 7, type: 'private', first_name: 'Ada' },
      { type: 'channel', title: 'News', username: 'news' },
      { permissions: { can_send_messages: true } },
    ]);
  });

  it.each<[number, ChatState, string | undefined]>([
    [7, 'blocked', undefined],
    [group.id, 'kicked', undefined],
    [supergroup.id, 'kicked', 'Forbidden: bot was kicked from the supergroup chat'],
    [supergroup.id, 'left', 'Forbidden: bot is not a member of the supergroup chat'],
  ])('reads chat %d in state %s or says why not', (chat_id, state, description) => {
    test.telegram.chats.set(supergroup);
    test.telegram.chats.set(group);
    test.telegram.chats.set({ id: chat_id, state });

    expect(test.call('getChat', { chat_id }).description).toBe(description);
  });

  it('knows only its own membership, and refuses others by name', () => {
    test.telegram.chats.set(group);
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

  it('accepts one answer to a pressed button', () => {
    press();

    const first = test.call('answerCallbackQuery', { callback_query_id: '55', text: 'Done', show_alert: true });
    const second = test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(first).toEqual({ ok: true, result: true });
    expect(second.description).toBe(tooOld);
    expect(test.events).toContainEqual({ type: 'callback-answered', queryId: '55', text: 'Done', showAlert: true });
  });

  it('refuses answers that are late, too long or to an unknown query', () => {
    press();

    const long = test.call('answerCallbackQuery', { callback_query_id: '55', text: 'x'.repeat(201) });
    const unknown = test.call('answerCallbackQuery', { callback_query_id: '56' });
    test.nowMs = startMs + 151_000;
    const late = test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(long.description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect([unknown.description, late.description]).toEqual([tooOld, tooOld]);
  });
});
