import { type AskedQuestion, lastTwoHoursData } from '@pulso/contracts/run-requests';
import { askTextsOf, languages } from '@pulso/kit/texts';
import * as fc from 'fast-check';

import { callbackUpdate, group, htmlOf, messageUpdate, owner, ownerChat, person } from '../testing/factories';
import { World } from '../testing/world';
import { readQuestion, sentenceOf } from './read-question';

const commands = ['roll', 'help', 'start'];

let lastUpdateId = 7_000;
const ask = (world: World, sentence: string, more: object = {}) =>
  world.deliver(
    messageUpdate(
      { text: `/ask ${sentence}`, from: owner(), chat: ownerChat, ...more },
      { update_id: (lastUpdateId += 1) },
    ),
  );
const press = (world: World, data: string, more: object = {}) =>
  world.deliver({
    ...callbackUpdate({ data, from: owner(), message: { message_id: 5, date: 0, chat: ownerChat }, ...more }),
    update_id: (lastUpdateId += 1),
  });

const channelPost = { message_id: 5, date: 0, chat: { id: -1_001_234, type: 'channel', title: 'News' } };

const labelsOf = (buttons: readonly (readonly { readonly text: string }[])[] = []): string[][] =>
  buttons.map((row) => row.map(({ text }) => text));

describe('/ask', () => {
  it('starts the run of a question, with a placeholder', async () => {
    const world = new World();

    await ask(world, 'people roll 7d by source');

    expect(htmlOf(world.sent)).toEqual(['Preparing the report…']);
    expect(world.started).toMatchObject([
      {
        reportId: 'ask',
        trigger: {
          type: 'chat',
          chatId: '1001',
          messageId: 901,
          question: {
            measure: 'people',
            period: { type: 'last', hours: 168 },
            where: { command: 'roll' },
            by: 'source',
          },
        },
      },
    ]);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
  });

  it('starts one run for equal questions within a minute, in any words, and another for another question', async () => {
    const world = new World();

    await ask(world, 'people 7d');
    await ask(world, 'Personen 7 Tage');
    await ask(world, 'people 8d');

    const [first, second, third] = world.started.map(({ trigger }) => 'requestId' in trigger && trigger.requestId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(String(first)).toMatch(/^[0-9a-f]{16}-2025-11-25T09:59Z-[0-9a-f]{8}$/);
  });

  it('says what it understood and what not, and offers that question and three examples', async () => {
    const world = new World();

    await ask(world, 'people from <b>Mars</b> today');
    const [message] = world.sent;
    for (const button of message?.buttons?.flat() ?? []) if ('data' in button) await press(world, button.data);

    expect(message?.text.html).toContain('I understood: People · Today.');
    expect(message?.text.html).toMatch(/I did not understand: “&lt;b&gt;mars&lt;.{1,2}b&gt;”\./);
    expect(world.started).toHaveLength(4);
  });

  it.each(languages)('puts a question together by buttons, in %s', async (language_code) => {
    const world = new World();
    const texts = askTextsOf(language_code);

    await ask(world, '', { from: owner({ language_code }) });
    const [menu] = world.sent;
    const yesterday = menu?.buttons?.[1]?.[1];
    await press(world, yesterday && 'data' in yesterday ? yesterday.data : '', { from: owner({ language_code }) });
    const changed = world.edits.at(-1)?.buttons;
    const last = changed?.at(-1)?.[0];
    await press(world, last && 'data' in last ? last.data : '');

    expect(labelsOf(menu?.buttons)[0]).toEqual([
      `• ${texts.measures.people}`,
      ...Object.values(texts.measures).filter((label) => label !== texts.measures.people),
    ]);
    expect(labelsOf(changed)[1]).toContain(`• ${texts.yesterday}`);
    expect(world.started).toMatchObject([
      { trigger: { question: { measure: 'people', period: { type: 'day', daysAgo: 1 } } } },
    ]);
  });

  it('refuses periods that the logs no longer cover, and people by hour over several days', async () => {
    const world = new World({ logRetentionDays: 30 });

    await ask(world, 'people 29d');
    await ask(world, 'people 30d');
    await ask(world, 'people by hour 7d');

    expect(world.started).toHaveLength(1);
    expect(htmlOf(world.sent).slice(1)).toEqual([
      'The logs go back 29 days. Ask for less.',
      'I can show 30 days at most by day, and four by hour; people by hour for today, yesterday or 23 hours.',
    ]);
  });

  it('is limited to ten questions within ten minutes, each counted once', async () => {
    const world = new World();
    const again = messageUpdate({ text: '/ask people', from: owner(), chat: ownerChat }, { update_id: 1 });

    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 1_000 });
    await world.deliver(again);
    world.passMs(2_000);
    await world.deliver(again);
    for (let count = 2; count <= 11; count += 1) await ask(world, `people ${count}d`);
    world.passMs(10 * 60_000);
    await ask(world, 'people 20d');

    expect(htmlOf(world.sent).filter((text) => text.includes('questions within 10 minutes'))).toHaveLength(1);
    expect(world.started).toHaveLength(11);
  });

  it('is for owners, in private', async () => {
    const world = new World();

    await ask(world, 'people', { from: person() });
    await ask(world, 'people', { chat: group });
    await press(world, '/ask:!people 168h', { from: person() });
    await press(world, '/ask:?people 168h', { message: { message_id: 5, date: 0, chat: group } });

    expect(world.started).toEqual([]);
    expect(world.records.map(({ outcome }) => outcome)).toEqual(['refused']);
    expect(htmlOf(world.sent)[1]).toBe('Please ask me that in our private chat.');
  });

  it.each([channelPost, { message_id: 5, date: 0, chat: group }])(
    'can be asked by a button in a chat, and is answered in private: $chat.type',
    async (message) => {
      const world = new World();

      await press(world, lastTwoHoursData.requests, { message });

      expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('private') }]);
      expect(world.sent.map(({ chatId }) => chatId)).toEqual([1001]);
      expect(world.started).toMatchObject([
        {
          trigger: {
            chatId: '1001',
            question: { measure: 'requests', period: { type: 'last', hours: 2 }, by: 'hour' },
          },
        },
      ]);
    },
  );

  it.each(['/ask:', '/ask:x', '/ask:people'])('rejects a made-up button: %s', async (data) => {
    const world = new World();

    await press(world, data);

    expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('no longer works') }]);
    expect([world.edits, world.sent, world.started]).toEqual([[], [], []]);
  });
});

const questions: fc.Arbitrary<AskedQuestion> = fc.record(
  {
    measure: fc.constantFrom('requests', 'people', 'new-users', 'failed'),
    period: fc.oneof(
      fc.record({ type: fc.constant('last' as const), hours: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ type: fc.constant('day' as const), daysAgo: fc.constantFrom(0, 1) }),
    ),
    by: fc.constantFrom('command', 'source', 'language', 'chat', 'hour', 'day'),
    where: fc
      .record(
        {
          command: fc.constantFrom(...commands),
          language: fc.constantFrom('es', 'pt', 'de'),
          chat: fc.constantFrom('private', 'groups'),
          source: fc.constantFrom('promo_x', 'ad-2'),
        },
        { requiredKeys: [] },
      )
      .filter((where) => Object.keys(where).length > 0),
  },
  { requiredKeys: ['measure', 'period'] },
) as fc.Arbitrary<AskedQuestion>;

it('reads the wording of a button as the same question', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const { question: read, unknown } = readQuestion(sentenceOf(question), commands);
      expect(unknown).toEqual([]);
      expect(read).toEqual(question);
    }),
  );
});

it('reads any text without an error, and names only what records may have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const { where = {} } = readQuestion(text, commands).question;
      expect(where.source ?? 'a').toMatch(/^[a-z0-9_-]{1,32}$/);
      expect([undefined, ...commands]).toContain(where.command);
    }),
  );
});

/** Typed by people who did not know the accepted words, and how it is read. */
it.each([
  ['top commands this week', 'requests 168h by command'],
  ['How many people pressed Again last week?', 'people 168h', 'pressed', 'again'],
  ['how many ppl typed /roll today', 'people today /roll'],
  ['where do people come from', 'people 168h by source'],
  ['which day was busiest this month', 'requests 720h by day'],
  ['Wie viele Nutzer hatten wir letzte Woche?', 'people 168h'],
  ['meistgenutzte befehle', 'requests 168h by command'],
  ['wie oft wurde /roll gestern benutzt', 'requests yesterday /roll'],
  ['neue nutzer pro tag', 'new 168h by day'],
  ['wie viele fehler gab es in den letzten 3 tagen', 'failed 72h'],
  ['users by lang today', 'people today by language'],
  ['new requests today', 'requests today', 'new'],
  ['users who use no command', 'people 168h by command', 'no'],
  ['users by', 'people 168h', 'by'],
  ['requests by kind of chat', 'requests 168h by chat'],
  ['personas por idioma en grupos', 'people 168h groups by language'],
  ['pedidos no privado ontem', 'requests yesterday private', 'no'],
  ['requests by week', 'requests 168h', 'by'],
  ['people by group', 'people 168h groups', 'by'],
  ['people by link roll', 'people 168h /roll by source'],
  ['people link 24h', 'people 24h by source'],
  ['people link 4917012345678', 'people 168h by source', '4917012345678'],
  ['how many people had errors', 'failed 168h', 'people'],
  ['failed requests of new users', 'failed 168h', 'new', 'users'],
])('reads %j', (typed, sentence, ...unknown) => {
  const read = readQuestion(typed, commands);

  expect([sentenceOf(read.question), read.unknown]).toEqual([sentence, unknown]);
});

it('reads "no" as "in the" if the app speaks Portuguese', () => {
  const { question, unknown } = readQuestion('pedidos no privado ontem', commands, 'pt-br');

  expect([sentenceOf(question), unknown]).toEqual(['requests yesterday private', []]);
});

it.each(languages)('understands the examples in %s, each as a different question', (language) => {
  const read = askTextsOf(language).examples.map((example) => readQuestion(example, commands));

  expect(read.flatMap(({ unknown }) => unknown)).toEqual([]);
  expect(new Set(read.map(({ question }) => sentenceOf(question))).size).toBe(3);
});
