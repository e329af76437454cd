import { callbackUpdate, group, htmlOf, messageUpdate, person } from './testing/factories';
import { World } from './testing/world';

describe('/roll', () => {
  it.each([
    ['/roll', '🎲 <b>4</b>'],
    ['/roll 2d6', '🎲 4 + 4 = <b>8</b>'],
    ['/roll 1D20', '🎲 <b>11</b>'],
    ['/roll d20', '🎲 <b>11</b>'],
    ['/roll 2d999', '🎲 500 + 500 = <b>1000</b>'],
  ])('answers %j', async (text, reply) => {
    const world = new World();

    await world.deliver(messageUpdate({ text }));

    expect(htmlOf(world.sent)).toEqual([reply]);
    expect(world.records).toMatchObject([{ command: 'roll', outcome: 'answered' }]);
  });

  it.each(['/roll 0d6', '/roll d0', '/roll d', '/roll 100d6', '/roll 2d1000', '/roll t.me/x', '/roll 2d6 now'])(
    'says how it is used, and the limits, after %j',
    async (text) => {
      const world = new World();

      await world.deliver(messageUpdate({ text, from: person({ language_code: 'pt-br' }) }));

      expect(htmlOf(world.sent)).toEqual(['1 a 99 dados, 1 a 999 lados: /roll 2d6']);
    },
  );

  it('draws every side and no other number', async () => {
    const draws = [0, 0.999_999];
    const world = new World({ random: () => draws.shift() ?? 0 });

    await world.deliver(messageUpdate({ text: '/roll@PulsoDemoBot 2d6', chat: group }));

    expect(htmlOf(world.sent)).toEqual(['🎲 1 + 6 = <b>7</b>']);
  });
});

describe('the button below a roll', () => {
  it('throws the same dice again in its place, for anyone in the chat', async () => {
    const draws = [0, 0.5, 0.999, 0.999];
    const world = new World({ random: () => draws.shift() ?? 0 });

    await world.deliver(messageUpdate({ text: '/roll 2d6', chat: group }));
    const pressed = { data: '/roll:2d6', from: person({ id: 99 }), message: { message_id: 901, date: 0, chat: group } };
    await world.deliver(callbackUpdate(pressed));

    expect(world.sent[0]?.buttons).toEqual([[{ text: 'Again', data: '/roll:2d6' }]]);
    expect(world.edits.map(({ text }) => text)).toEqual(['🎲 6 + 6 = <b>12</b>']);
  });

  it.each(['0d6', '100d6', '2d0', '2d1000', 'x'.repeat(50)])('rejects made-up dice: %j', async (dice) => {
    const world = new World();

    await world.deliver(callbackUpdate({ data: `/roll:${dice}` }));

    expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('no longer works') }]);
  });
});
