import { type AskedQuestion, lastTwoHoursData, measures } from '@pulso/contracts/run-requests';
import { type Language, askTextsOf, languages, questionWord } from '@pulso/kit/texts';
import { dayMs } from '@pulso/kit/time';
import * as fc from 'fast-check';

import { callbackUpdate, group, htmlOf, messageUpdate, owner, ownerChat, person } from '../testing/factories';
import { World } from '../testing/world';
import { readQuestion, sentenceOf } from './read-question';

const commands = ['roll', 'help', 'start', 'weather'];
/** A Thursday. */
const today = Date.parse('2026-12-03') / dayMs;
const read = (sentence: string, language: Language = 'en') => readQuestion(sentence, { commands, language, today });

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

    await ask(world, '', { from: owner({ language_code }) });
    const [menu] = world.sent;
    const yesterday = menu?.buttons?.[2]?.[1];
    await press(world, yesterday && 'data' in yesterday ? yesterday.data : '', { from: owner({ language_code }) });
    const changed = world.edits.at(-1)?.buttons;
    const last = changed?.at(-1)?.[0];
    await press(world, last && 'data' in last ? last.data : '');

    const [people, requests] = [questionWord('people', language_code), questionWord('requests', language_code)];
    expect(labelsOf(menu?.buttons)[0]).toEqual([`• ${people}`, requests]);
    expect(labelsOf(changed)[2]?.[1]).toMatch(/^• /);
    expect(world.started).toMatchObject([
      { trigger: { question: { measure: 'people', period: { type: 'day', daysAgo: 1 } } } },
    ]);
  });

  it.each<[string, RegExp, string[]]>([
    ['people 29d', /^The logs go back 28 days/, ['People · 28 days']],
    ['requests last month', /^The logs go back 28 days/, ['Requests · 28 days']],
    ['requests by hour 7d', /^By hour works for up to four days/, ['Today', 'Yesterday']],
    ['people by hour last 24h', /^By hour, these are counted for a single day/, ['Today', 'Yesterday']],
    ['requests by day 40d', /^By day works for up to 30 days/, ['Requests · by day (UTC) · 28 days']],
    ['errors this morning', /^I can’t count that period/, ['Today', 'Yesterday', '7 days']],
    ['who used /roll today', /^Records hold no names/, ['People · /roll · Today']],
    ['how many came back', /weekly report/, ['New users · 7 days', 'People · 7 days']],
    ['blocked by command', /^That is only known as a whole/, ['Blocked the bot · 7 days']],
    ['today vs yesterday', /^I count one thing and one period/, ['Today', 'Yesterday']],
  ])('does not answer %j, and offers what it can', async (sentence, text, labels) => {
    const world = new World({ logRetentionDays: 29 });

    await ask(world, sentence);
    const offered = world.sent[0]?.buttons?.flat() ?? [];
    for (const button of offered) if ('data' in button) await press(world, button.data);

    expect(htmlOf(world.sent)[0]).toMatch(text);
    expect(offered.map((button) => button.text).slice(0, labels.length)).toEqual(labels);
    expect(world.started).toHaveLength(offered.length);
  });

  it('reads days in the time zone of the stage', async () => {
    const world = new World({ timeZone: 'Pacific/Honolulu' });

    await ask(world, 'requests since last sunday');

    // There it is Monday, 24 November.
    const period = { type: 'days', from: Date.parse('2025-11-23') / dayMs, to: Date.parse('2025-11-24') / dayMs };
    expect(world.started).toMatchObject([{ trigger: { question: { period } } }]);
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
    // The others have neither command nor kind of chat.
    measure: fc.constantFrom(...measures.slice(0, measures.indexOf('blocked'))),
    period: fc.oneof(
      fc.record({ type: fc.constant('last' as const), hours: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ type: fc.constant('day' as const), daysAgo: fc.constantFrom(0, 1) }),
      fc
        .tuple(fc.integer({ min: today - 400, max: today - 2 }), fc.integer({ min: 0, max: 2 }))
        .map(([from, more]) => ({ type: 'days' as const, from, to: from + more })),
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
    fc.property(questions, fc.constantFrom(...languages), (question, language) => {
      const { questions: found, unknown } = read(sentenceOf(question), language);
      expect(unknown).toEqual([]);
      expect(found).toEqual([question]);
    }),
  );
});

it('reads any text without an error, and names only what records may have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const [{ where = {} }] = read(text).questions;
      expect(where.source ?? 'a').toMatch(/^[a-z0-9_-]{1,32}$/);
      expect([undefined, ...commands]).toContain(where.command);
    }),
  );
});

/** How a sentence is read: its questions, or why it is not asked. */
function readingOf(sentence: string, language: Language): string {
  const { questions: found, refused, unknown } = read(sentence, language);
  if (refused) return `says ${refused}`;
  return [...found.map(sentenceOf), ...(unknown.length > 0 ? [`not: ${unknown.join(', ')}`] : [])].join(' | ');
}

/** Typed by people who did not know the accepted words, on Thursday, 3 December 2026. */
it.each<[Language, string, string]>([
  ['en', 'How many people pressed Again last week?', 'people 2026-11-23 to 2026-11-29 | not: pressed, again'],
  ['en', 'whats the most used command this month', 'requests 2026-12-01 to 2026-12-03 by command'],
  ['en', 'people link 4917012345678', 'people 168h by source | not: 4917012345678'],
  ['en', 'roll vs weather', 'requests 168h by command'],
  ['en', 'requests 11/12', 'says period'],
  ['en', 'errors this morning', 'says period'],
  ['en', 'people week', 'people 2026-11-30 to 2026-12-03 | people 2026-11-23 to 2026-11-29 | people 168h'],
  ['en', 'requests by week', 'requests 168h | not: by week'],
  ['en', 'requests by hour', 'requests today by hour'],
  ['en', 'when did most people come last week', 'people 2026-11-23 to 2026-11-29 by day'],
  ['en', 'who uses /roll the most', 'says who'],
  ['en', 'people not coming back', 'says back'],
  ['en', 'how many groups used it last month', 'used-groups 2026-11-01 to 2026-11-30'],
  ['en', 'yesturday groups or private', 'requests yesterday by chat'],
  ['en', 'requests at the start of november', 'requests 2026-11-01 to 2026-11-30 | not: start'],
  ['es', 'idiomas de los usuarios nuevos', 'new-users 168h by language'],
  ['es', 'grupos nuevos este mes', 'added 2026-12-01 to 2026-12-03'],
  ['en', 'people from germany', 'people 168h | not: germany'],
  ['en', 'people /quiz', 'people 168h | not: /quiz'],
  ['en', 'failed requests of new users', 'failed 168h | new-users 168h'],
  ['de', 'anfragen vom 12.11. bis 15.11.', 'requests 2026-11-12 to 2026-11-15'],
  ['pt', 'pedidos no privado ontem', 'requests yesterday private'],
  ['en', 'pedidos no privado ontem', 'requests yesterday private | not: no'],
  ['pt', 'uso nos grupos no fim de semana', 'requests 2026-11-28 to 2026-11-29 groups'],
  ['ru', 'самые популярные команды за этот месяц', 'requests 2026-12-01 to 2026-12-03 by command'],
  ['ru', 'ошибки со вчерашнего дня', 'failed 2026-12-02 to 2026-12-03'],
])('reads in %s: %s', (language, typed, reading) => {
  expect(readingOf(typed, language)).toBe(reading);
});

it.each(languages)('understands the examples in %s, each as a different question', (language) => {
  const examples = askTextsOf(language).examples.map((example) => readingOf(example, 'en'));

  expect(examples.join()).not.toMatch(/not:|says|\|/);
  expect(new Set(examples).size).toBe(3);
});
