import { botTimeoutSeconds } from '@pulso/contracts/envelope';

import { type AnswerResult } from '../ports';
import { messageUpdate } from '../testing/factories';
import { createMemoryClaims, World } from '../testing/world';

describe('an update that is delivered twice', () => {
  it('is accepted and has no effect when it is done', async () => {
    const world = new World();

    const codes = await world.deliverTimes(2, messageUpdate());

    expect(codes).toEqual([200, 200]);
    expect([world.sent.length, world.records.length]).toEqual([1, 1]);
  });

  it('is asked to come back while it is in progress', async () => {
    const codes: number[] = [];
    const world = new World({
      runUpdate: async () => {
        codes.push((await world.deliver(messageUpdate())).statusCode);
        return { type: 'settled', outcome: 'answered' };
      },
    });

    codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([503, 200]);
    expect(world.records).toHaveLength(1);
  });

  it('is taken over when the first handler has died, and still counts the person as new', async () => {
    let deaths = 1;
    const world = new World({
      runUpdate: async () => {
        if (deaths-- > 0) throw new Error('out of memory');
        return { type: 'settled', outcome: 'answered' };
      },
    });

    const codes = [
      (await world.deliver(messageUpdate())).statusCode,
      (await world.deliver(messageUpdate())).statusCode,
    ];
    world.passMs(60_001);
    codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([503, 503, 200]);
    expect(world.records).toMatchObject([{ is_new_user: 1 }]);
  });

  it.each([
    [
      'not before the first handler must have ended, by clocks two seconds apart',
      botTimeoutSeconds * 1000 + 2_000,
      503,
    ],
    ['before Telegram forgets a press', 149_000, 200],
  ])('is taken over %s', async (_case, laterMs, statusCode) => {
    const handlers: (() => Promise<AnswerResult>)[] = [() => Promise.reject(new Error('out of memory'))];
    const answered: AnswerResult = { type: 'settled', outcome: 'answered' };
    const world = new World({ runUpdate: () => handlers.shift()?.() ?? Promise.resolve(answered) });
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
        return { type: 'settled', outcome: 'answered' };
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
    world.passMs(24 * 60 * 60 * 1000 + 1);
    await world.deliver(messageUpdate());

    expect(world.records).toHaveLength(2);
  });
});

describe('when the table fails', () => {
  const refuse = () => Promise.reject(new Error('ProvisionedThroughputExceededException'));

  it.each([
    ['before the claim', { claims: { ...createMemoryClaims(), claim: refuse } }],
    ['before the answer', { meetUser: refuse }],
  ])('%s, the update is asked to come back and nothing is sent', async (_case, overrides) => {
    const world = new World(overrides);

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(503);
    expect([world.sent, world.records]).toEqual([[], []]);
  });

  it('after the answer, the update counts as delivered, since all of it has happened', async () => {
    const world = new World({ claims: { ...createMemoryClaims(), complete: refuse } });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toContain('"level":"WARN","event":"claim-not-completed"');
    expect(world.records).toHaveLength(1);
  });
});

it('gives up an update that kills every handler, and counts it as failed', async () => {
  const world = new World({ runUpdate: () => Promise.reject(new Error('bug')) });

  const codes: number[] = [];
  for (let i = 0; i < 11; i += 1) {
    codes.push((await world.deliver(messageUpdate())).statusCode);
    world.passMs(60_001);
  }

  expect(codes).toEqual([...Array.from({ length: 10 }, () => 503), 200]);
  expect(world.records).toMatchObject([{ outcome: 'failed' }]);
  expect(world.lines.at(-1)).toMatch(/"level":"ERROR","event":"update-given-up","updateId":880000001,"attempt":11/);
});
