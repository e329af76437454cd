import { html } from '@pulso/kit/telegram';
import * as zod from 'zod';
import * as z from 'zod/mini';

import { callbackUpdate, htmlOf, messageUpdate, person, privateChat } from '../testing/factories';
import { World } from '../testing/world';
import { type OwnCommands, commandList } from './command-list';
import { type OutwardAnswer } from '../ports';
import { matching, ownCommand } from './own-command';

const texts = { en: { description: 'do it', usage: 'Say a number: /it 5' } };
const inAll = { ...texts, es: texts.en, pt: texts.en, de: { ...texts.en, usage: 'Sag eine Zahl' }, ru: texts.en };

const worldWith = (it: OwnCommands[string]): World => new World({ commands: commandList({ it }) });

let lastUpdateId = 1_000;
const say = (world: World, text: string, more: object = {}) =>
  world.deliver(messageUpdate({ text, ...more }, { update_id: (lastUpdateId += 1) }));
const press = (world: World, data: string, more: object = {}) =>
  world.deliver({
    ...callbackUpdate({ data, message: { message_id: 5, date: 0, chat: privateChat }, ...more }),
    update_id: (lastUpdateId += 1),
  });

describe('the argument of a command', () => {
  const reply = ({ argument }: { readonly argument: unknown }) => `${argument}!`;
  const readers: [string, OwnCommands[string]][] = [
    ['zod', ownCommand({ texts: inAll, argument: zod.string().trim().regex(/^\d+$/).transform(Number), reply })],
    ['zod/mini', ownCommand({ texts: inAll, argument: z.coerce.number(), reply })],
    ['a pattern', ownCommand({ texts: inAll, argument: matching(/^\d+$/), reply })],
  ];

  it.each(readers)('is read by %s, and gets the usage in the language of the person if refused', async (_by, it5) => {
    const world = worldWith(it5);

    await say(world, '/it 5');
    await say(world, '/it <b>', { from: person({ language_code: 'de' }) });

    expect(htmlOf(world.sent)).toEqual(['5!', 'Sag eine Zahl']);
    expect(world.records).toMatchObject([{ command: 'it', outcome: 'answered' }, { command: 'it' }]);
  });
});

describe('a command', () => {
  it('answers with several messages, with photos and files, by address, id or content', async () => {
    const world = worldWith(
      ownCommand({
        texts: inAll,
        reply: () => [
          '<one>',
          { photo: { url: 'https://example.com/a.png' }, text: 'two' },
          {
            document: { bytes: new Uint8Array([1]), name: 'a.csv' },
            buttons: [[{ text: 'Open', url: 'https://e.com' }]],
          },
          { photo: { fileId: 'AgAC' } },
        ],
      }),
    );

    await say(world, '/it');

    expect(world.sent.map(({ text, file, buttons }) => [text.html, file?.kind, buttons])).toEqual([
      ['&lt;one&gt;', undefined, undefined],
      ['two', 'photo', undefined],
      ['', 'document', [[{ text: 'Open', url: 'https://e.com' }]]],
      ['', 'photo', undefined],
    ]);
  });

  it('sends only the remaining messages when Telegram delivers the update again', async () => {
    const world = worldWith(ownCommand({ texts: inAll, reply: () => [html`one`, html`two`, html`three`] }));
    world.sendOutcomes.push({ status: 'sent', messageId: 1 }, { status: 'rate-limited', retryAfterMs: 3_000 });
    const update = messageUpdate({ text: '/it' });

    const first = await world.deliver(update);
    world.passMs(4_000);
    const second = await world.deliver(update);

    expect([first.statusCode, second.statusCode]).toEqual([503, 200]);
    expect(htmlOf(world.sent)).toEqual(['one', 'two', 'two', 'three']);
    expect(world.records).toHaveLength(1);
  });

  it.each<[string, OwnCommands[string], RegExp]>([
    [
      'sends six messages',
      ownCommand({ texts: inAll, reply: () => Array.from({ length: 6 }, () => html`x`) }),
      /at most 5/,
    ],
    [
      'asks and takes no answer',
      ownCommand({ texts: inAll, reply: () => ({ messages: [html`How many?`], asks: true }) }),
      /no function `answer`/,
    ],
    [
      'keeps more than 4 KB',
      ownCommand({
        texts: inAll,
        state: { schema: z.string(), retentionDays: 1 },
        reply: () => ({ messages: [html`x`], state: 'x'.repeat(4_095) }),
      }),
      /4097 bytes of a person as JSON; at most 4096/,
    ],
    [
      'gives a button more than 64 bytes',
      ownCommand({
        texts: inAll,
        data: z.string(),
        reply: () => ({ text: html`x`, buttons: [[{ text: 'x', data: 'ä'.repeat(31) }]] }),
        press: () => ({}),
      }),
      /66 bytes/,
    ],
  ])('that %s says nothing, and the log says why', async (_case, command, why) => {
    const world = worldWith(command);

    const answer = await say(world, '/it');

    expect(answer.statusCode).toBe(200);
    expect([world.sent, world.kept.size]).toEqual([[], 0]);
    expect(world.records).toMatchObject([{ command: 'it', outcome: 'failed' }]);
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
    expect(world.lines.join('\n')).toMatch(why);
  });

  const failed: OutwardAnswer = { type: 'failed', reason: 'not https' };
  const status = (statusCode: number): OutwardAnswer => ({ type: 'answered', statusCode, body: '' });

  it.each<[string, 'together' | 'in turn', readonly OutwardAnswer[], string | undefined]>([
    ['the only one fails', 'in turn', [failed], 'not-https'],
    ['the other side is out of order', 'in turn', [status(500)], 'http-500'],
    ['the key is refused', 'in turn', [status(401)], 'http-401'],
    ['the last one fails', 'in turn', [status(200), failed], 'not-https'],
    ['one fails beside another', 'together', [failed, status(200)], 'not-https'],
    ['a later one makes up for a failed one', 'in turn', [failed, status(200)], undefined],
    ['what is asked for is not there', 'in turn', [status(404)], undefined],
  ])('calls an API with a secret, and says if it has failed: %s', async (_case, how, answers, failure) => {
    const left = [...answers];
    const it = ownCommand({
      texts: inAll,
      reply: async (_request, _texts, { callOutward, readOwnSecret }) => {
        const url = `https://example.com/?key=${await readOwnSecret('weather')}`;
        if (how === 'together') await Promise.all(answers.map(() => callOutward({ url })));
        else for (const _ of answers) await callOutward({ url });
        return url;
      },
    });
    const world = new World({ commands: commandList({ it }), callOutward: async () => left.shift() ?? failed });

    await say(world, '/it');

    expect(htmlOf(world.sent)).toEqual(['https://example.com/?key=secret weather']);
    expect(world.records).toMatchObject([{ command: 'it', outcome: failure ? 'failed' : 'answered' }]);
    expect(world.records[0]?.failure).toBe(failure);
    expect(world.levelsOf('outward-call-failed')).toEqual(failure ? ['WARN'] : []);
    expect(world.lines.join()).not.toContain('example');
  });
});

describe('a list of commands', () => {
  const button = (schema: z.ZodMiniType<string, string>) =>
    ownCommand({ texts: inAll, data: schema, reply: () => html`x`, press: () => ({}) });

  it('does not start with a button that may carry more than 64 bytes', () => {
    const fits = 'x'.repeat(60);

    expect(() => commandList({ it: button(z.enum([fits])) })).not.toThrow();
    expect(() => commandList({ it: button(z.enum(['a', `${fits}x`])) })).toThrow('/it gives a button 65 bytes');
  });

  it.each(['help', 'cancel', 'Roll', 'a b', ''])('does not start with a command called %j', (name) => {
    expect(() => commandList({ [name]: button(z.string()) })).toThrow(/name/);
  });

  it('lists /cancel where a command takes answers, and nowhere else', () => {
    const answers = ownCommand({ texts: inAll, reply: () => html`x`, answer: () => html`y` });

    const listed = [answers, button(z.string())].map((it) => commandList({ it }).listed('private', false, 'en')[1]);
    expect(listed).toMatchObject([{ command: 'cancel' }, { command: 'help' }]);
  });
});

describe('a button of a command', () => {
  const data = z.object({ page: z.int() });
  const pages = ownCommand({
    texts: inAll,
    data,
    reply: () => ({ text: html`page 1`, buttons: [[{ text: 'Next', data: { page: 2 } }]] }),
    press: ({ data: { page } }) => ({
      text: html`page ${page}`,
      buttons: [[{ text: 'Next', data: { page: page + 1 } }]],
    }),
  });

  it('changes its message in place, and leaves a record of its command', async () => {
    const world = worldWith(pages);

    await say(world, '/it');
    const carried = world.sent[0]?.buttons?.[0]?.[0];
    await press(world, carried && 'data' in carried ? carried.data : '');

    expect(carried).toEqual({ text: 'Next', data: '/it={"page":2}' });
    expect(world.edits).toEqual([
      { chatId: 4242424242, messageId: 5, text: 'page 2', buttons: [[{ text: 'Next', data: '/it={"page":3}' }]] },
    ]);
    expect(world.callbackAnswers).toEqual([{ callbackQueryId: 'cb-1' }]);
    expect(world.records).toMatchObject([
      { command: 'it', update_type: 'message', is_new_user: 1 },
      { command: 'it', update_type: 'callback_query', is_new_user: 0, outcome: 'answered', is_group: 0 },
    ]);
  });

  it.each(['/it={"page":"2"}', '/it={"page":', '/it:2', '/it=', '/gone={"page":2}', '/it', 'it={"page":2}'])(
    'is rejected if it is made up: %s',
    async (made) => {
      const world = worldWith(pages);

      await press(world, made);

      expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('no longer works') }]);
      expect([world.edits, world.sent, world.records]).toEqual([[], [], []]);
    },
  );

  it('sends the edit of a lost message as a new one, once, and then the rest', async () => {
    const world = worldWith(
      ownCommand({
        texts: inAll,
        data: z.literal('x'),
        reply: () => html`x`,
        press: () => ({ edit: 'changed', messages: [html`one`, html`two`] }),
      }),
    );
    world.editOutcomes.push({ status: 'message-lost' });
    world.sendOutcomes.push(
      { status: 'sent', messageId: 1 },
      { status: 'sent', messageId: 2 },
      { status: 'rate-limited', retryAfterMs: 1_000 },
    );
    const update = callbackUpdate({ data: '/it:x', message: { message_id: 5, date: 0, chat: privateChat } });

    await world.deliver(update);
    world.passMs(5_000);
    await world.deliver(update);

    expect(htmlOf(world.sent)).toEqual(['changed', 'one', 'two', 'two']);
  });
});
