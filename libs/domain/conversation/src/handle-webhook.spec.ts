import { createMemoryClaims, createSpecWorld } from './testing/world';
import { group, messageUpdate, person } from './testing/factories';

describe('the usage record', () => {
  it('says what happened, by pseudonyms', async () => {
    const world = createSpecWorld({ runUpdate: async () => ({ type: 'settled', outcome: 'answered' }) });

    await world.deliver(messageUpdate({ text: '/help@PulsoDemoBot me', chat: group, from: person({ is_bot: false }) }));

    expect(world.records).toEqual([
      {
        event: 'request',
        schemaVersion: 1,
        is_group: 1,
        is_new_user: 1,
        update_type: 'message',
        command: 'help',
        chat_type: 'supergroup',
        language_code: 'en',
        user: expect.stringMatching(/^[0-9a-f]{16}$/),
        chat: expect.stringMatching(/^[0-9a-f]{16}$/),
        outcome: 'answered',
        update_id: 880000001,
        Requests: 1,
        HandlerDuration: 0,
      },
    ]);
  });

  it('has the time from the arrival of the call to its end', async () => {
    const world = createSpecWorld({
      runUpdate: async () => {
        world.passMs(41);
        return { type: 'settled', outcome: 'answered' };
      },
    });

    await world.deliver(messageUpdate());

    expect(world.records).toMatchObject([{ HandlerDuration: 41 }]);
  });

  it('calls a person new on the first request alone', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate());
    await world.deliver(messageUpdate({}, { update_id: 2 }));
    await world.deliver(messageUpdate({ from: person({ id: 7 }) }, { update_id: 3 }));

    expect(world.records.map(({ is_new_user }) => is_new_user)).toEqual([1, 0, 1]);
  });

  it('and every log line hold no id, name or text of anybody', async () => {
    const world = createSpecWorld();
    world.startResults.push({ type: 'refused', reason: '404' }, { type: 'refused', reason: '404' });
    const from = person({ id: 1001, first_name: 'TAINTED', username: 'TAINTED', last_name: 'TAINTED' });
    const taintedGroup = { ...group, title: 'TAINTED' };

    await world.deliver(messageUpdate({ text: '/report TAINTED', from, chat: taintedGroup }));
    await world.deliver(messageUpdate({ text: 'TAINTED', from: 'TAINTED' }, { update_id: 2, TAINTED: 1 }));
    await world.deliver({ update_id: 3, edited_message: { text: 'TAINTED' } });
    await world.deliver({ update_id: 4, message: { TAINTED: 'TAINTED' } }, { headers: { TAINTED: 'TAINTED' } });

    const left = `${world.lines.join('\n')}\n${JSON.stringify(world.records)}`;
    expect(left).not.toMatch(/TAINTED|9876543210|"1001"|:1001\b/);
    expect(world.records).toHaveLength(1);
  });

  it('that can not be written does not make the reply happen again', async () => {
    const world = createSpecWorld({ recordUsage: () => Promise.reject(new Error('stdout is closed')) });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toContain('usage-not-recorded');
  });
});

describe('an update that is delivered twice', () => {
  it('is accepted and has no effect when it is done', async () => {
    const world = createSpecWorld();

    const answers = [await world.deliver(messageUpdate()), await world.deliver(messageUpdate())];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect([world.sent.length, world.records.length]).toEqual([1, 1]);
  });

  it('is asked to come back while it is in progress', async () => {
    const codes: number[] = [];
    const world = createSpecWorld({
      runUpdate: async () => {
        codes.push((await world.deliver(messageUpdate())).statusCode);
        return { type: 'settled', outcome: 'answered' };
      },
    });

    codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([503, 200]);
    expect(world.records).toHaveLength(1);
  });

  it('is taken over when the first handler has died, with the same answer about the new user', async () => {
    let deaths = 1;
    const world = createSpecWorld({
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

  it('can not be marked as done by a handler that has lost it', async () => {
    const world = createSpecWorld({
      runUpdate: async () => {
        await world.deps.claims.claim({
          updateId: 880000001,
          token: 'somebody else',
          nowMs: world.deps.clock.nowMs() + 60_001,
          leaseUntilMs: Number.MAX_SAFE_INTEGER,
          expiresAtMs: Number.MAX_SAFE_INTEGER,
        });
        return { type: 'settled', outcome: 'answered' };
      },
    });

    await world.deliver(messageUpdate());
    const later = await world.deliver(messageUpdate());

    expect(world.lines.join()).toContain('claim-lost');
    expect(later.statusCode).toBe(503);
  });

  it('is handled again a day later, when the id may be that of another update', async () => {
    const world = createSpecWorld();

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
    ['before the answer', { isFirstRequest: refuse }],
  ])('%s, the update is asked to come back and nothing is sent', async (_case, overrides) => {
    const world = createSpecWorld(overrides);

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(503);
    expect([world.sent, world.records]).toEqual([[], []]);
  });

  it('or the secrets do, the update is handled as soon as they are back', async () => {
    const keys = [() => Promise.reject(new Error('ThrottlingException')), async () => 'key'];
    const world = createSpecWorld({ readPseudonymKey: () => keys.shift()?.() ?? Promise.resolve('key') });

    const codes = [
      (await world.deliver(messageUpdate())).statusCode,
      (await world.deliver(messageUpdate())).statusCode,
    ];

    expect(codes).toEqual([503, 200]);
    expect(world.records).toHaveLength(1);
  });

  it('after the answer, the update counts as delivered, since all of it has happened', async () => {
    const world = createSpecWorld({ claims: { ...createMemoryClaims(), complete: refuse } });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toContain('claim-not-completed');
    expect(world.records).toHaveLength(1);
  });
});

it('gives up an update that kills every handler, and counts it as failed', async () => {
  const world = createSpecWorld({ runUpdate: () => Promise.reject(new Error('bug')) });

  const codes: number[] = [];
  for (let i = 0; i < 11; i += 1) {
    codes.push((await world.deliver(messageUpdate())).statusCode);
    world.passMs(60_001);
  }

  expect(codes).toEqual([...Array.from({ length: 10 }, () => 503), 200]);
  expect(world.records).toMatchObject([{ outcome: 'failed' }]);
});

it('cuts bot tokens out of whatever an error says', async () => {
  const token = '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw';
  const world = createSpecWorld({ runUpdate: () => Promise.reject(new Error(`GET /bot${token}/x failed`)) });

  await world.deliver(messageUpdate());

  expect(world.lines.join()).not.toContain('AAH4fT1o');
});
