import { TestTelegram, bot, png } from '../testing/create-test-telegram';
import { PeopleError } from './cast';
import { type People } from './people';

const ada = { person: 'Ada' };
const lunch = { person: 'Ada', group: 'Lunch' };

/** Telegram's side of the people: what they do becomes updates. */
describe('people', () => {
  let test: TestTelegram;
  let people: People;

  beforeEach(() => {
    test = new TestTelegram();
    ({ people } = test.telegram);
  });

  /** What waits for the bot, which has no webhook. */
  const updates = () => test.telegram.webhook.pendingUpdates().toSorted((a, b) => a.update_id - b.update_id);

  it('makes an update of what a person says, with the entities that Telegram finds', () => {
    const said = people.say(ada, '/start now');

    const [update] = updates();
    expect(said).toMatchObject({ updateId: update?.['update_id'], messageId: 1 });
    expect(update).toMatchObject({
      message: {
        message_id: 1,
        from: { is_bot: false, first_name: 'Ada', language_code: 'en' },
        chat: { type: 'private', first_name: 'Ada' },
        text: '/start now',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      },
    });
  });

  it('gives a person the same id every time, and takes one that is known by that name or id', () => {
    test.telegram.chats.set({ id: 42, type: 'private', firstName: 'Grace' });

    people.say({ person: 'grace' }, 'a');
    people.say(ada, 'b');
    people.say({ person: 'ADA' }, 'c');
    people.say({ person: 42 }, 'd');

    const from = (id: number) => ({ message: { from: { id } } });
    expect(updates()).toMatchObject([from(42), from(7), from(7), from(42)]);
  });

  it('tells the bot that it was added to a new group, blocked and unblocked', () => {
    people.enter(lunch);
    people.enter({ ...ada, group: 'lunch' });
    people.say(ada, 'hi');
    people.setMember(ada, false);
    const whileBlocked = people.enter(ada);
    people.say(ada, 'again');

    const changes = updates().flatMap(({ my_chat_member: change }) => (change ? [change] : []));
    expect(changes).toEqual([
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'member' }) }),
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'kicked' }) }),
      expect.objectContaining({ new_chat_member: expect.objectContaining({ status: 'member' }) }),
    ]);
    expect(whileBlocked.state).toBe('blocked');
  });

  it.each([
    ['hello', false],
    ['/start', true],
    ['/start@PULSO_local_bot x', true],
    ['/start@other_bot', false],
    ['see /start', false],
    ['@pulso_local_bot', false],
  ])('shows the bot of %j in a group, by privacy mode: %s', (text, isSeen) => {
    const said = people.say(lunch, text);

    expect(Object.hasOwn(said, 'updateId')).toBe(isSeen);
    const messages = updates().filter(({ message }) => message !== undefined);
    expect(messages).toHaveLength(isSeen ? 1 : 0);
  });

  it('shows an administrator everything', () => {
    const { id } = people.enter(lunch);
    test.telegram.chats.set({ id, isBotAdmin: true });

    expect(people.say(lunch, 'hello').unseen).toBeUndefined();
    expect(test.call('getChatMember', { chat_id: id, user_id: bot.id }).result).toMatchObject({
      status: 'administrator',
    });
  });

  it('tells a bot nothing of a group from which it was removed', () => {
    people.say(lunch, '/start');
    people.setMember(lunch, false);

    const { unseen } = people.say(lunch, '/start');

    expect(unseen).toBe('not-member');
    expect(updates().filter(({ message }) => message !== undefined)).toHaveLength(1);
  });

  it('posts in a channel, of which the bot hears as its administrator', () => {
    test.telegram.chats.set({ id: -200, type: 'channel', title: 'News' });

    people.say({ person: 'Ada', group: -200 }, 'hello all');

    const [post] = updates();
    expect(post).toMatchObject({ channel_post: { text: 'hello all', sender_chat: { id: -200, type: 'channel' } } });
    expect(post).not.toHaveProperty('channel_post.from');
  });

  it('presses a button that is there, and the press can be answered once', () => {
    const reply_markup = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    test.call('sendMessage', { chat_id: 7, text: 'choose', reply_markup });

    const { queryId } = people.press(ada, 1, 'a');

    expect(() => people.press(ada, 1, 'b')).toThrow('The message has no such button now.');
    expect(updates().at(-1)).toMatchObject({
      callback_query: { id: queryId, data: 'a', from: { first_name: 'Ada' }, message: { text: 'choose' } },
    });
    const answer = () => test.call('answerCallbackQuery', { callback_query_id: queryId }).ok;
    expect([answer(), answer()]).toEqual([true, false]);
  });

  it('shows the bot a message as it is: what is pressed under a photo, and what is replied to', () => {
    people.say(ada, 'hi');
    const reply_markup = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    test.call('sendPhoto', { chat_id: 7, caption: 'a photo', reply_markup }, { photo: png(40, 30) });

    people.press(ada, 2, 'a');
    people.say(ada, 'this?', 2);
    people.say(ada, 'me', 1);

    const [, pressed, toPhoto, toText] = updates();
    const shown = { message_id: 2, caption: 'a photo', photo: [{ width: 40 }], from: { is_bot: true } };
    expect(pressed).toMatchObject({ callback_query: { message: { ...shown, reply_markup } } });
    expect(toPhoto).toMatchObject({ message: { reply_to_message: shown } });
    expect(toText).toMatchObject({ message: { reply_to_message: { text: 'hi', from: { first_name: 'Ada' } } } });
  });

  it.each<[string, (people: People) => unknown, string]>([
    ['an empty text', (all) => all.say(ada, ' '), 'Nothing was said.'],
    ['a long text', (all) => all.say(ada, 'x'.repeat(4097)), 'Telegram takes no text above 4096 characters.'],
    ['a reply to nothing', (all) => all.say(ada, 'x', 5), 'There is no message 5.'],
    ['a press of nothing', (all) => all.press(ada, 5, 'x'), 'There is no message 5.'],
    ['an unknown person', (all) => all.say({ person: 5 }, 'x'), 'There is no person 5.'],
    ['an unknown group', (all) => all.say({ ...ada, group: -5 }, 'x'), 'There is no group or channel -5.'],
  ])('refuses %s', (_what, act, problem) => {
    expect(() => act(people)).toThrow(new PeopleError(problem));
    expect(updates()).toEqual([]);
  });

  it('refuses what a group that has moved is told', () => {
    const { id } = people.enter(lunch);
    test.telegram.chats.set({ id, state: 'migrated', migratedToChatId: -1001 });

    expect(() => people.say(lunch, '/start')).toThrow('The group has moved to -1001.');
  });
});
