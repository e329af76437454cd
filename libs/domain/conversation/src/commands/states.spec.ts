import { html } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';
import * as fc from 'fast-check';
import * as z from 'zod/mini';

import { commandList } from '../commands/command-list';
import { ownCommand } from '../commands/own-command';
import { callbackUpdate, group, htmlOf, messageUpdate, person, privateChat } from '../testing/factories';
import { quizCommands } from '../testing/quiz';
import { World } from '../testing/world';

const x = { description: 'x' };
const inAll = { en: x, es: x, pt: x, de: x, ru: x };

/** Counts a person's calls and says the count, so that lost and double counts show. */
const count = ownCommand({
  texts: inAll,
  data: z.literal('more'),
  state: { schema: z.int(), retentionDays: 2 },
  reply: ({ state = 0 }) => ({ messages: [html`${state + 1}`], state: state + 1 }),
  press: ({ state = 0 }) => ({ edit: html`${state + 1}`, state: state + 1 }),
});

/** Keeps nothing, and asks again and again. */
const asking = ownCommand({
  texts: inAll,
  data: z.literal('stop'),
  reply: () => ({ messages: [html`What?`], asks: true }),
  answer: () => ({ messages: [html`And?`], asks: true }),
  press: () => ({ edit: html`Enough.`, asks: false }),
});

const createWorld = (overrides = {}): World =>
  new World({ commands: commandList({ ...quizCommands, count }), ...overrides });

const outcomesOf = (world: World) => world.records.map(({ outcome }) => outcome);
const told = (world: World): string[] => htmlOf(world.sent);

let lastUpdateId = 5_000;
const say = (world: World, text: string | undefined, more: object = {}) =>
  world.deliver(messageUpdate({ text, ...more }, { update_id: (lastUpdateId += 1) }));
const pressUpdate = (data: string, more: object = {}) => ({
  ...callbackUpdate({ data, message: { message_id: 5, date: 0, chat: privateChat }, ...more }),
  update_id: (lastUpdateId += 1),
});

/** @param game - The update by which it began. */
const choose = (game: number, question: number, choice: number): string =>
  `/quiz=${JSON.stringify({ game, question, choice })}`;

describe('a question', () => {
  it.each(['/help', '/count', '/nothing'])('is ended by another command: %s', async (command) => {
    const world = createWorld();

    await say(world, '/quiz');
    await say(world, command);
    await say(world, 'Ada');

    expect(world.records.at(-1)).toMatchObject({ outcome: 'not-understood' });
  });

  it('is ended by /cancel, once', async () => {
    const world = createWorld();

    await say(world, '/quiz');
    await say(world, '/cancel');
    await say(world, '/cancel');
    await say(world, 'Ada');

    expect(told(world).slice(1, 3)).toEqual([
      'All right, I no longer wait for an answer.',
      'I am not waiting for an answer.',
    ]);
    expect(world.records.at(-1)).toMatchObject({ outcome: 'not-understood' });
  });

  it('waits through a picture, and for a day', async () => {
    const world = createWorld();

    await say(world, '/quiz');
    await say(world, undefined, { sticker: {} });
    world.passMs(dayMs - 1);
    await say(world, 'Ada');
    await say(world, '/quiz');
    world.passMs(dayMs);
    await say(world, 'Ada');

    expect(outcomesOf(world)).toEqual(['answered', 'not-understood', 'answered', 'answered', 'not-understood']);
  });

  it('does not block commands without state while the store cannot be read; all else gets 503', async () => {
    const world = createWorld({
      commandStates: { read: () => Promise.reject(new Error('no store')), write: async () => 'written' as const },
    });

    const answers = [];
    for (const text of ['/help', '/report', '/quiz', '/cancel', 'Ada', '/count'])
      answers.push((await say(world, text)).statusCode);

    expect(answers).toEqual([200, 200, 503, 503, 503, 503]);
    expect(world.levelsOf('question-not-ended')).toEqual(['WARN', 'WARN']);
  });

  it('of a removed command does not keep a text from being answered', async () => {
    const before = createWorld();
    await say(before, '/quiz');
    const after = createWorld({ commands: commandList({ other: asking }), commandStates: before.deps.commandStates });

    await say(after, 'Ada');

    expect(after.records).toMatchObject([{ outcome: 'not-understood' }]);
  });

  it('is answered by only one of two concurrent texts', async () => {
    const world = createWorld();
    await say(world, '/quiz');

    await Promise.all([say(world, 'Ada'), say(world, 'Grace')]);

    expect(outcomesOf(world).sort()).toEqual(['answered', 'answered', 'not-understood']);
  });

  it('is ended by a button of its command that says so, and by no other', async () => {
    const world = createWorld({ commands: commandList({ asking, count }) });

    await say(world, '/asking');
    await world.deliver(pressUpdate('/count:more'));
    await say(world, 'one');
    await world.deliver(pressUpdate('/asking:stop'));
    await say(world, 'two');

    expect(outcomesOf(world)).toEqual(['answered', 'answered', 'answered', 'answered', 'not-understood']);
  });

  it('waits for the person who was asked, in the private chat only', async () => {
    const world = createWorld();
    const other = person({ id: 99 });

    await say(world, '/quiz');
    await say(world, 'I am another', { from: other, chat: { id: 99, type: 'private' } });
    await say(world, '/quiz', { from: other, chat: group });
    await say(world, 'Still another', { from: other, chat: { id: 99, type: 'private' } });
    await say(world, 'Ada');

    expect(outcomesOf(world)).toEqual(['answered', 'not-understood', 'answered', 'not-understood', 'answered']);
  });
});

describe('what a command keeps', () => {
  it('lasts as long as the command says, from its last change', async () => {
    const world = createWorld();

    await say(world, '/count');
    world.passMs(2 * dayMs - 1);
    await say(world, '/count');
    world.passMs(2 * dayMs);
    await say(world, '/count');

    expect(told(world)).toEqual(['1', '2', '1']);
  });

  it('belongs to one person in every chat, under the pseudonym alone', async () => {
    const world = createWorld();

    await say(world, '/count');
    await say(world, '/count', { from: person({ id: 99 }), chat: group });
    await say(world, '/count', { chat: group });

    expect(told(world)).toEqual(['1', '1', '2']);
    expect(JSON.stringify([...world.kept])).not.toMatch(/4242424242|"?99"?,|1009876543210/);
  });

  it('is removed by /forget, and named by /privacy', async () => {
    const world = createWorld();

    await say(world, '/count');
    await say(world, '/privacy');
    await say(world, '/forget');

    expect(told(world)[1]).toContain(
      'Some commands remember where you are and what you answered them: for at most 7 days',
    );
    expect(world.kept.size).toBe(0);
  });

  it('counts as absent if a later version refuses it', async () => {
    const world = createWorld();
    await say(world, '/quiz');
    await say(world, 'Ada');
    const [[user, kept] = ['', undefined]] = world.kept;
    if (!kept) throw new Error('Nothing is kept.');
    world.kept.set(user, { ...kept, states: { quiz: { value: { step: 1 }, untilMs: Number.MAX_SAFE_INTEGER } } });

    await world.deliver(pressUpdate(choose(lastUpdateId, 0, 1)));

    expect(world.callbackAnswers).toMatchObject([{ text: 'That one is over.' }]);
  });

  it('changes for concurrent presses one after the other', async () => {
    const world = createWorld();

    await Promise.all([1, 2, 3].map(() => world.deliver(pressUpdate('/count:more'))));

    expect(world.edits.map(({ text }) => text).sort()).toEqual(['1', '2', '3']);
  });

  it('never counts an update twice, even after later ones have displaced its turn', async () => {
    const world = createWorld();
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 60_000 });
    const update = messageUpdate({ text: '/count', chat: group }, { update_id: 1 });

    await world.deliver(update);
    for (let i = 0; i < 16; i += 1) await say(world, '/count');
    world.passMs(61_000);
    await world.deliver(update);
    await say(world, '/count');

    expect(told(world).at(-1)).toBe('18');
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  });

  it('repeats the reply to an answer that has ended its question', async () => {
    const world = createWorld();
    await say(world, '/quiz');
    world.sendOutcomes.push({ status: 'not-sent', reason: 'ECONNREFUSED' });
    const answer = messageUpdate({ text: 'Ada' }, { update_id: 1 });

    await world.deliver(answer);
    world.passMs(2_000);
    await world.deliver(answer);

    expect(told(world).slice(1)).toEqual(['<b>1/3</b> 7 × 8', '<b>1/3</b> 7 × 8']);
    expect(world.records).toMatchObject([{ command: 'quiz' }, { command: 'quiz', is_step: 1 }]);
  });
});

it('however deliveries fail, repeat and cross, a person’s updates count once each', async () => {
  const step = fc.record({
    user: fc.integer({ min: 1, max: 2 }),
    isPress: fc.boolean(),
    failures: fc.integer({ min: 0, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.infiniteStream(fc.nat(3)), async (steps, order) => {
      const world = createWorld();
      const waiting = steps.map(({ user, isPress, failures }, index) => {
        const from = person({ id: user });
        const chat = { id: user, type: 'private' };
        const update = isPress
          ? callbackUpdate({ data: '/count:more', from, message: { message_id: 5, date: 0, chat } })
          : messageUpdate({ text: '/count', from, chat });
        return { update: { ...update, update_id: index + 1 }, failures, user };
      });
      const counted = new Map<number, number>();
      for (const { user } of waiting) counted.set(user, (counted.get(user) ?? 0) + 1);
      while (waiting.length > 0) {
        const index = (order.next().value ?? 0) % waiting.length;
        const next = waiting[index];
        if (!next) break;
        const refused = { status: 'rate-limited', retryAfterMs: 1 } as const;
        if (next.failures > 0) {
          world.sendOutcomes.splice(0, Infinity, refused);
          world.editOutcomes.splice(0, Infinity, refused);
        } else {
          world.sendOutcomes.splice(0);
          world.editOutcomes.splice(0);
        }
        const { statusCode } = await world.deliver(next.update);
        world.passMs(1_000);
        next.failures -= 1;
        if (statusCode === 200) waiting.splice(index, 1);
      }
      const kept = [...world.kept.values()].map(({ states }) => states['count']?.value);
      expect(kept.sort()).toEqual([...counted.values()].sort());
    }),
  );
});
