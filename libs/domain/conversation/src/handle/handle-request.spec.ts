import { botTimeoutSeconds } from '@pulso/contracts/envelope';
import { dayMs, minuteMs } from '@pulso/kit/time';

import { type AnswerResult } from '../ports';
import { callbackUpdate, messageUpdate, privateChat } from '../testing/factories';
import { World } from '../testing/world';

const answered: AnswerResult = { type: 'settled', outcome: 'answered' };

/** A world in which the first handler dies. */
function dyingWorld(): World {
  const handlers = [() => Promise.reject(new Error('out of memory'))];
  return new World({ runUpdate: () => handlers.shift()?.() ?? Promise.resolve(answered) });
}

describe('an update that is delivered twice', () => {
  it('is accepted and has no effect when it is done', async () => {
    const world = new World();

    const codes = await world.deliverTimes(2, messageUpdate());

    expect(codes).toEqual([200, 200]);
    expect([world.sent.length, world.records.length]).toEqual([1, 1]);
  });

  it('gets 503 while it is in progress', async () => {
    const codes: number[] = [];
    const world = new World({
      runUpdate: async () => {
        codes.push((await world.deliver(messageUpdate())).statusCode);
        return answered;
      },
    });

    codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([503, 200]);
    expect(world.records).toHaveLength(1);
  });

  it('is taken over when the first handler has died, and still counts the person as new', async () => {
    const world = dyingWorld();

    const codes = await world.deliverTimes(2, messageUpdate());
    world.passMs(60_001);
    codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([503, 503, 200]);
    expect(world.records).toMatchObject([{ is_new_user: 1 }]);
  });

  it.each([
    ['only after the first must have ended, with clocks two seconds apart', botTimeoutSeconds * 1000 + 2_000, 503],
    ['before Telegram forgets a press', 149_000, 200],
  ])('is taken over %s', async (_case, laterMs, statusCode) => {
    const world = dyingWorld();
    await world.deliver(messageUpdate());
    world.passMs(laterMs);

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(statusCode);
  });

  it('cannot be marked as done by a handler that has lost it', async () => {
    const world = new World({
      runUpdate: async () => {
        await world.deps.claims.claim({
          claimId: '880000001',
          token: 'of another handler',
          nowMs: world.deps.clock.nowMs() + 60_001,
          leaseUntilMs: Number.MAX_SAFE_INTEGER,
          expiresAtMs: Number.MAX_SAFE_INTEGER,
        });
        return answered;
      },
    });

    await world.deliver(messageUpdate());
    const later = await world.deliver(messageUpdate());

    expect(world.lines.join()).toContain('"level":"WARN","event":"claim-lost"');
    expect(later.statusCode).toBe(503);
  });

  it('is handled again a day later, when another update may have its id', async () => {
    const world = new World();

    await world.deliver(messageUpdate());
    world.passMs(dayMs + 1);
    await world.deliver(messageUpdate());

    expect(world.records).toHaveLength(2);
  });
});

describe('when the table fails', () => {
  const refuse = () => Promise.reject(new Error('ProvisionedThroughputExceededException'));

  it.each([
    ['before the claim', { claims: { ...new World().deps.claims, claim: refuse } }],
    ['before the answer', { meetUser: refuse }],
  ])('%s, the update gets 503 and nothing is sent', async (_case, overrides) => {
    const world = new World(overrides);

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(503);
    expect([world.sent, world.records]).toEqual([[], []]);
  });

  it('after the answer, the update counts as delivered, since its work is done', async () => {
    const world = new World({ claims: { ...new World().deps.claims, complete: refuse } });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toContain('"level":"WARN","event":"claim-not-completed"');
    expect(world.records).toHaveLength(1);
  });
});

it('gives up an update that kills every handler, and counts it as failed', async () => {
  const world = new World({ runUpdate: () => Promise.reject(new Error('bug')) });

  const codes: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    codes.push((await world.deliver(messageUpdate())).statusCode);
    world.passMs(60_001);
  }

  expect(codes).toEqual([...Array.from({ length: 9 }, () => 503), 200]);
  expect(world.records).toMatchObject([{ outcome: 'failed', failure: 'Error' }]);
  expect(world.lines.at(-1)).toMatch(/"level":"ERROR","event":"update-given-up","updateId":880000001,"attempt":10/);
});

const flood = (retryAfterMs: number) => ({ status: 'rate-limited', retryAfterMs }) as const;

describe('a reply that has to wait', () => {
  it.each([
    ['for up to an hour', messageUpdate(), 60 * minuteMs, '3600'],
    ['for up to a minute after a press', callbackUpdate(), minuteMs, '60'],
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
  ])('is given up at once, with an alarm, if it is longer: %s', async (_case, update, retryAfterMs, records) => {
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

  it('waits longer each time the limit recurs', async () => {
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

  expect([first.statusCode, second.statusCode]).toEqual([503, 200]);
  expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  expect(world.levelsOf('webhook-call-failed')).toEqual(['ERROR']);
});

/** The photos of an album come as one update each, whose messages have the id of the group in common. */
const photo = (updateId: number, message: Record<string, unknown> = {}) =>
  messageUpdate({ text: undefined, photo: [], media_group_id: '13579', ...message }, { update_id: updateId });

describe('photos that are sent together', () => {
  it('are one request with one answer, in the chat in which they came', async () => {
    const world = new World();

    for (const updateId of [1, 2, 3]) await world.deliver(photo(updateId));
    await world.deliver(photo(4, { chat: { ...privateChat, id: 77 } }));

    expect(world.sent.map(({ chatId }) => chatId)).toEqual([privateChat['id'], 77]);
    expect(world.records.map(({ update_id }) => update_id)).toEqual([1, 4]);
  });

  it('are answered by the first of them that gets through', async () => {
    const world = new World();
    world.sendOutcomes.push({ status: 'not-sent', reason: 'ECONNREFUSED' });

    const codes: number[] = [];
    for (const updateId of [1, 2, 1]) codes.push((await world.deliver(photo(updateId))).statusCode);

    expect(codes).toEqual([503, 200, 200]);
    expect(world.records.map(({ update_id }) => update_id)).toEqual([2]);
  });

  it.each([undefined, '', 'x'.repeat(65), 13579])(
    'are requests of their own with the id %j',
    async (media_group_id) => {
      const world = new World();

      for (const updateId of [1, 2]) await world.deliver(photo(updateId, { media_group_id }));

      expect(world.sent).toHaveLength(2);
    },
  );

  it('leave nothing in their claim that names the chat', async () => {
    const claimIds: string[] = [];
    const world = new World();
    const { claims } = world.deps;
    const watched = new World({
      claims: { ...claims, claim: (attempt) => (claimIds.push(attempt.claimId), claims.claim(attempt)) },
    });

    await watched.deliver(photo(1));

    expect(claimIds).toEqual([expect.stringMatching(/^album-[0-9a-f]{64}$/)]);
    expect(claimIds.join()).not.toContain(String(privateChat['id']));
  });
});
