import { png } from '../testing/png';
import { TestTelegram, bot } from '../testing/create-test-telegram';
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
  const updates = (): Record<string, never>[] =>
    test.telegram.webhook.pendingUpdates().toSorted((a, b) => a.update_id - b.update_id) as unknown as Record<
      string,
      never
    >[];

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
    test.telegram.setChat({ id: 42, type: 'private', firstName: 'Grace' });

    people.say({ person: 'grace' }, 'a');
    people.say(ada, 'b');
    people.say({ person: 'ADA' }, 'c');
    people.say({ person: 42 }, 'd');

    const ids = updates().map(({ message }) => (message as unknown as { from: { id: number } }).from.id);
    expect([ids[0], ids[3]]).toEqual([42, 42]);
    expect(ids[1]).toBe(ids[2]);
  });

  it('tells the bot the language of the app, until an update says another', () => {
    people.setLanguage(ada, 'es');
    const { chatId } = people.say(ada, 'hola');
    const spoken = test.telegram.chats().find(({ id }) => id === chatId)?.languageCode;

    test.telegram.pushUpdate({
      update_id: 5_000_000_000,
      message: { message_id: 9, from: { id: chatId, language_code: 'pt-br' }, chat: { id: -5, type: 'group' } },
    });

    expect(updates()[0]).toMatchObject({ message: { from: { language_code: 'es' } } });
    expect(spoken).toBe('es');
    expect(test.telegram.chats().find(({ id }) => id === chatId)?.languageCode).toBe('pt-br');
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

  it('lets a person who was entered be known, though the bot cannot write first', () => {
    const { id } = people.enter({ person: 'Bob' });

    expect(test.call('sendMessage', { chat_id: id, text: 'x' }).description).toBe(
      "Forbidden: bot can't initiate conversation with a user",
    );
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

  it('shows an administrator everything, until it is an ordinary member again', () => {
    const { id } = people.enter(lunch);
    const own = () => test.call('getChatMember', { chat_id: id, user_id: bot.id });

    people.promote(lunch, true);
    const heard = people.say(lunch, 'hello');
    const promoted = own();
    people.promote(lunch, false);

    expect(heard.unseen).toBeUndefined();
    expect(promoted.result).toMatchObject({ status: 'administrator' });
    expect(own().result).toMatchObject({ status: 'member' });
    expect(people.say(lunch, 'hello').unseen).toBe('privacy');
    expect(updates().at(-1)).toMatchObject({
      my_chat_member: { old_chat_member: { status: 'administrator' }, new_chat_member: { status: 'member' } },
    });
  });

  it('forgets that a bot was an administrator when it is removed', () => {
    people.promote(lunch, true);
    people.setMember(lunch, false);
    people.setMember(lunch, true);

    expect(people.say(lunch, 'hello').unseen).toBe('privacy');
  });

  it('tells a bot nothing of a group from which it was removed', () => {
    people.say(lunch, '/start');
    people.setMember(lunch, false);

    const { unseen } = people.say(lunch, '/start');

    expect(unseen).toBe('not-member');
    expect(updates().filter(({ message }) => message !== undefined)).toHaveLength(1);
  });

  it('speaks in a topic of a forum that Telegram has heard of', () => {
    test.telegram.setChat({ id: -100, type: 'supergroup', title: 'Forum', topicIds: [3] });
    const forum = { person: 'Ada', group: -100 };

    people.say(forum, '/start', { topicId: 3 });
    people.say(forum, '/help', { replyToMessageId: 1 });

    const inTopic = { message_thread_id: 3, is_topic_message: true, chat: { is_forum: true } };
    expect(updates()).toMatchObject([{ message: inTopic }, { message: inTopic }]);
    expect(() => people.say(forum, '/start', { topicId: 99 })).toThrow('There is no topic 99.');
  });

  it('posts in a channel, of which the bot hears as its administrator', () => {
    test.telegram.setChat({ id: -200, type: 'channel', title: 'News' });

    people.say({ person: 'Ada', group: -200 }, 'hello all');

    const [post] = updates();
    expect(post).toMatchObject({ channel_post: { text: 'hello all', sender_chat: { id: -200, type: 'channel' } } });
    expect(post).not.toHaveProperty('channel_post.from');
  });

  it('presses a button that is there, and the press can be answered once', () => {
    const { chatId } = people.say(ada, 'hi');
    test.call('sendMessage', {
      chat_id: chatId,
      text: 'choose',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });

    const { queryId } = people.press(ada, 2, 'a');

    expect(() => people.press(ada, 2, 'b')).toThrow('The message has no such button now.');
    expect(updates().at(-1)).toMatchObject({
      callback_query: {
        id: queryId,
        data: 'a',
        from: { first_name: 'Ada' },
        message: { message_id: 2, text: 'choose' },
      },
    });
    const answer = { callback_query_id: queryId };
    expect([test.call('answerCallbackQuery', answer).ok, test.call('answerCallbackQuery', answer).ok]).toEqual([
      true,
      false,
    ]);
  });

  it('shows the bot a message as it is: what is pressed under a photo, and what is replied to', () => {
    const { chatId } = people.say(ada, 'hi');
    const keyboard = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    const fields = { chat_id: String(chatId), caption: 'a photo', reply_markup: JSON.stringify(keyboard) };
    test.call('sendPhoto', fields, { photo: png(40, 30) });

    people.press(ada, 2, 'a');
    people.say(ada, 'this?', { replyToMessageId: 2 });
    people.say(ada, 'me', { replyToMessageId: 1 });

    const [, pressed, toPhoto, toText] = updates();
    const shown = { message_id: 2, caption: 'a photo', photo: [{ width: 40 }], from: { is_bot: true } };
    expect(pressed).toMatchObject({ callback_query: { message: { ...shown, reply_markup: keyboard } } });
    expect(pressed).not.toHaveProperty('callback_query.message.text');
    expect(toPhoto).toMatchObject({ message: { reply_to_message: shown } });
    expect(toText).toMatchObject({
      message: { reply_to_message: { message_id: 1, text: 'hi', from: { first_name: 'Ada', is_bot: false } } },
    });
  });

  it.each<[string, (people: People) => unknown, string]>([
    ['an empty text', (all) => all.say(ada, ' '), 'Nothing was said.'],
    ['a long text', (all) => all.say(ada, 'x'.repeat(4097)), 'Telegram takes no text above 4096 characters.'],
    ['a reply to nothing', (all) => all.say(ada, 'x', { replyToMessageId: 5 }), 'There is no message 5.'],
    ['a press of nothing', (all) => all.press(ada, 5, 'x'), 'There is no message 5.'],
    ['an unknown person', (all) => all.say({ person: 5 }, 'x'), 'There is no person 5.'],
    ['an unknown group', (all) => all.say({ ...ada, group: -5 }, 'x'), 'There is no group or channel -5.'],
    [
      'a promotion in private',
      (all) => all.promote(ada, true),
      'Only in a group the bot can be an administrator or not.',
    ],
  ])('refuses %s', (_what, act, problem) => {
    expect(() => act(people)).toThrow(new PeopleError(problem));
    expect(updates()).toEqual([]);
  });

  it('refuses what a group that has moved is told', () => {
    const { id } = people.enter(lunch);
    test.telegram.setChat({ id, state: 'migrated', migratedToChatId: -1001 });

    expect(() => people.say(lunch, '/start')).toThrow('The group has moved to -1001.');
  });
});
