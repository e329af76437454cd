import { type ChatState } from '../chats';
import { type TestServer, bot, messageUpdate, startTestServer } from '../testing/start-test-server';

/** What libraries ask about chats and about the bot when they start. */
describe('chats and what the bot says about itself', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
    test.server.setChat({ id: -5, type: 'group', title: 'Lunch' });
    test.server.setChat({ id: -100, type: 'supergroup', title: 'Team' });
  });

  afterEach(() => test.close());

  it('shows a chat', async () => {
    test.server.setChat({ id: -200, type: 'channel', title: 'News', username: 'news' });

    expect((await test.call('getChat', { chat_id: 7 })).result).toMatchObject({
      id: 7,
      type: 'private',
      first_name: 'Ada',
      accent_color_id: 0,
      max_reaction_count: 11,
    });
    expect((await test.call('getChat', { chat_id: '@News' })).result).toMatchObject({
      type: 'channel',
      title: 'News',
      active_usernames: ['news'],
    });
    expect((await test.call('getChat', { chat_id: -5 })).result).toMatchObject({
      permissions: { can_send_messages: true },
    });
  });

  it.each<[number, ChatState, string | undefined]>([
    [7, 'blocked', undefined],
    [7, 'deactivated', undefined],
    [-5, 'kicked', undefined],
    [-100, 'kicked', 'Forbidden: bot was kicked from the supergroup chat'],
    [-100, 'left', 'Forbidden: bot is not a member of the supergroup chat'],
  ])('reads chat %d in state %s or says why not', async (chat_id, state, description) => {
    test.server.setChat({ id: chat_id, state });

    expect((await test.call('getChat', { chat_id })).description).toBe(description);
  });

  it('knows the members that were seen, itself, and no others', async () => {
    test.server.pushUpdate(messageUpdate(1, { chat: { id: -5, type: 'group', title: 'Lunch' } }));
    test.server.setChat({ id: 8, type: 'private', firstName: 'Bob' });
    const member = (user_id: number | string) => test.call('getChatMember', { chat_id: -5, user_id });

    expect((await member(7)).result).toMatchObject({ user: { id: 7, first_name: 'Ada' }, status: 'member' });
    expect((await member(8)).result).toMatchObject({ status: 'left' });
    expect((await member(bot.id)).result).toMatchObject({ user: { is_bot: true }, status: 'member' });
    expect((await member(9)).description).toBe('Bad Request: PARTICIPANT_ID_INVALID');
    expect((await member('x')).description).toBe('Bad Request: invalid user_id specified');
  });

  it('keeps descriptions per language, with the default one behind them', async () => {
    await test.call('setMyDescription', { description: 'A bot' });
    await test.call('setMyDescription', { description: 'Ein Bot', language_code: 'de' });
    await test.call('setMyShortDescription', { short_description: 'Bot' });

    expect((await test.call('getMyDescription', { language_code: 'de' })).result).toEqual({ description: 'Ein Bot' });
    expect((await test.call('getMyDescription', { language_code: 'fr' })).result).toEqual({ description: 'A bot' });
    expect((await test.call('getMyShortDescription')).result).toEqual({ short_description: 'Bot' });
    await test.call('setMyDescription', { description: '', language_code: 'de' });
    expect((await test.call('getMyDescription', { language_code: 'de' })).result).toEqual({ description: 'A bot' });
    expect((await test.call('setMyDescription', { description: 'x'.repeat(513) })).ok).toBe(false);
    expect((await test.call('getMyDescription', { language_code: 'xxx' })).description).toBe(
      'Bad Request: invalid language code specified',
    );
  });

  it('forgets a list of commands', async () => {
    await test.call('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] });

    expect(await test.call('deleteMyCommands')).toEqual({ ok: true, result: true });

    expect((await test.call('getMyCommands')).result).toEqual([]);
  });
});
