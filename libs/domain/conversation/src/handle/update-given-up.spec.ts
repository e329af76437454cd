import { minuteMs } from '@pulso/kit/time';
import { callbackUpdate, messageUpdate } from '../testing/factories';
import { World } from '../testing/world';

const flood = (retryAfterMs: number) => ({ status: 'rate-limited', retryAfterMs }) as const;

describe('a reply that has to wait', () => {
  it.each([
    ['for as long as Telegram lets itself be told to wait', messageUpdate(), 60 * minuteMs, '3600'],
    ['of a press, for a minute', callbackUpdate(), minuteMs, '60'],
  ])('waits %s', async (_case, update, retryAfterMs, seconds) => {
    const world = new World();
    world.sendOutcomes.push(flood(retryAfterMs));
    world.callbackAnswerOutcomes.push(flood(retryAfterMs));

    const answer = await world.deliver(update);

    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': seconds } });
    expect([world.records, world.levelsOf('update-given-up')]).toEqual([[], []]);
  });

  it.each([
    ['a message', messageUpdate(), 60 * minuteMs + 1, [{ outcome: 'reply-failed' }]],
    ['a press, which Telegram would forget meanwhile', callbackUpdate(), minuteMs + 1, []],
  ])('for longer is given up at once, with an alarm: %s', async (_case, update, retryAfterMs, records) => {
    const world = new World();
    world.sendOutcomes.push(flood(retryAfterMs));
    world.callbackAnswerOutcomes.push(flood(retryAfterMs));

    const answer = await world.deliver(update);

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject(records);
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  });

  it('counts from the first delivery', async () => {
    const world = new World();
    world.sendOutcomes.push(flood(31 * minuteMs), flood(30 * minuteMs));

    const first = await world.deliver(messageUpdate());
    world.passMs(31 * minuteMs);
    const second = await world.deliver(messageUpdate());

    expect([first.statusCode, second.statusCode]).toEqual([503, 200]);
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  });

  it('waits longer each time that the limit is there again', async () => {
    const world = new World();
    world.sendOutcomes.push(...Array.from({ length: 10 }, () => flood(3_000)));
    const waits: (string | undefined)[] = [];

    for (let i = 0; i < 10; i += 1) waits.push((await world.deliver(messageUpdate())).headers?.['retry-after']);

    expect(waits).toEqual(['3', '4', '8', '16', '32', '64', '128', '256', '512', undefined]);
  });
});

it('rings for a press that fails in an unforeseen way, when Telegram may not deliver it again', async () => {
  const world = new World({ runUpdate: () => Promise.reject(new Error('bug')) });

  const first = await world.deliver(callbackUpdate());
  world.passMs(minuteMs + 1);
  const second = await world.deliver(callbackUpdate());

  expect([first.statusCode, second.statusCode]).toEqual([503, 503]);
  expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  expect(world.levelsOf('webhook-call-failed')).toEqual(['ERROR', 'ERROR']);
});
