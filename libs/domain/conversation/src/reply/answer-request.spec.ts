import { botTextsOf, languages } from '@pulso/kit/texts';

import { callbackUpdate, group, htmlOf, messageUpdate, person } from '../testing/factories';
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

  it('answers a picture with a caption that it reads only text, and counts it', async () => {
    await world.deliver(messageUpdate({ text: undefined, photo: [], caption: 'help' }));

    expect(htmlOf(world.sent)).toEqual(['I can only read text. /help lists what I can do.']);
    expect(world.records).toMatchObject([{ outcome: 'not-understood' }]);
  });

  it.each(languages)('answers /cancel in %s, where no command asks', async (language) => {
    await world.deliver(messageUpdate({ text: '/cancel', from: person({ language_code: language }) }));

    expect(htmlOf(world.sent)).toEqual([botTextsOf(language).nothingToCancel]);
    expect(world.records).toMatchObject([{ command: 'cancel', outcome: 'answered' }]);
  });

  it('says in English, once, that it does not speak the language of the app', async () => {
    const said = async (text: string, updateId: number, message: object) => {
      await world.deliver(messageUpdate({ text, ...message }, { update_id: updateId }));
      return htmlOf(world.sent).at(-1);
    };
    const note = /\n\nI don't speak the language of your app, so I write in English\. .*русский\.$/;
    const from = person({ language_code: 'uk-UA' });

    expect(await said('/start', 1, { from })).toMatch(note);
    expect(await said('/start', 2, { from })).not.toMatch(note);
    expect(await said('/help', 3, { chat: group, from: person({ id: 7, language_code: 'fa' }) })).not.toMatch(note);
    for (const [index, language_code] of ['en-US', 'pt-br', undefined].entries())
      expect(await said('/start', 4 + index, { from: person({ id: 8 + index, language_code }) })).not.toMatch(note);
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
