import { botTextsOf, languages, otherLanguageNote } from '@pulso/kit/texts';

import { callbackUpdate, group, htmlOf, messageUpdate, person, privateChat } from '../testing/factories';
import { World } from '../testing/world';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('in a private chat', () => {
  it('greets on /start by the name', async () => {
    await world.deliver(messageUpdate({ text: '/start', from: person({ first_name: 'Tom & Ada' }) }));

    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('<b>Hello, Tom &amp; Ada!</b>')]);
  });

  it.each([['hello'], ['/settings'], ['/start@OtherBot'], ['<script>'], ['/\u0000help']])(
    'answers %j with a short help',
    async (text) => {
      await world.deliver(messageUpdate({ text }));

      expect(htmlOf(world.sent)).toEqual([expect.stringContaining('/help')]);
      expect(world.records).toMatchObject([{ outcome: 'not-understood' }]);
    },
  );

  it('reads a command below a picture, and answers other captions that it reads only text', async () => {
    await world.deliver(messageUpdate({ text: undefined, photo: [], caption: 'help' }));
    await world.deliver(messageUpdate({ text: undefined, photo: [], caption: '/roll 2d6' }, { update_id: 2 }));

    expect(htmlOf(world.sent)).toEqual(['I can only read text. /help lists what I can do.', '🎲 4 + 4 = <b>8</b>']);
    expect(world.records).toMatchObject([{ outcome: 'not-understood' }, { command: 'roll', outcome: 'answered' }]);
  });

  it.each(languages)('says in %s that it asks nothing, reads no edit, and whom it forgets', async (language) => {
    const from = person({ language_code: language });
    const say = (update_id: number, text: string) => world.deliver(messageUpdate({ text, from }, { update_id }));
    const { message: edited_message } = messageUpdate({ text: '/roll', from, edit_date: 1_764_064_800 });

    await say(1, '/cancel');
    await world.deliver({ update_id: 2, edited_message });
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 1_000 });
    for (const updateId of [3, 3, 4]) await say(updateId, '/forget');

    const { nothingToCancel, editedCommand, forgotten, nothingToForget } = botTextsOf(language);
    const forget = forgotten(90, 35);
    expect(htmlOf(world.sent)).toEqual([nothingToCancel, editedCommand, forget, forget, nothingToForget]);
    expect(world.records.map(({ command }) => command)).toEqual(['cancel', 'forget', 'forget']);
    expect(world.levelsOf('command-edited')).toEqual(['INFO']);
  });

  it.each([
    ['uk-UA', privateChat, [true, false]],
    ['fa', group, [false, false]],
    ['pt-br', privateChat, [false, false]],
    [undefined, privateChat, [false, false]],
  ])('says once in private that it does not speak %s, in English', async (language_code, chat, isSaid) => {
    for (const update_id of [1, 2])
      await world.deliver(messageUpdate({ text: '/start', chat, from: person({ language_code }) }, { update_id }));

    expect(htmlOf(world.sent).map((text) => text.endsWith(`\n\n${otherLanguageNote}`))).toEqual(isSaid);
  });
});

describe('in a group', () => {
  it.each([['/help'], ['/start'], ['/help@PulsoDemoBot'], ['/settings@PulsoDemoBot']])(
    'answers %s as a reply to it',
    async (text) => {
      await world.deliver(messageUpdate({ text, chat: group }));

      expect(world.sent).toMatchObject([{ chatId: group['id'], replyToMessageId: 17 }]);
    },
  );

  it.each([
    ['a command that it does not have', { text: '/settings' }],
    ['what it has not asked for there', { text: '/cancel' }],
    ['a mention', { text: '@PulsoDemoBot hi', entities: [{ type: 'mention', offset: 0, length: 13 }] }],
  ])('is silent on %s, counts nothing and meets no person', async (_case, message) => {
    const from = person({ id: 1001 });

    await world.deliver(messageUpdate({ chat: group, from, ...message }));

    expect([world.sent, world.started, world.records]).toEqual([[], [], []]);
    await world.deliver(messageUpdate({ text: '/help', from }, { update_id: 2 }));
    expect(world.records).toMatchObject([{ is_new_user: 1 }]);
  });

  it('names no person', async () => {
    await world.deliver(messageUpdate({ text: '/start', chat: group, from: person({ first_name: 'Ada' }) }));

    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('<b>Hello!</b>')]);
  });

  it('answers in the topic of a forum', async () => {
    await world.deliver(messageUpdate({ text: '/help', chat: group, message_thread_id: 9, is_topic_message: true }));

    expect(world.sent).toMatchObject([{ topicId: 9 }]);
  });

  it('follows a group that has become a supergroup', async () => {
    world.sendOutcomes.push({ status: 'migrated', toChatId: '-1005' });

    await world.deliver(messageUpdate({ text: '/help', chat: group }));

    expect(world.sent).toMatchObject([{ chatId: group['id'] }, { chatId: -1005 }]);
    expect(world.sent[1]).not.toHaveProperty('replyToMessageId');
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });
});

describe('a pressed button', () => {
  it('is answered, and nothing else is sent', async () => {
    await world.deliver(callbackUpdate());

    expect(world.callbackAnswers).toMatchObject([{ callbackQueryId: 'cb-1' }]);
    expect(world.callbackAnswers[0]?.text?.length).toBeLessThanOrEqual(200);
    expect(world.sent).toEqual([]);
    expect(world.records).toEqual([]);
  });
});
