import { type CallFailure } from '@pulso/telegram-outcomes';

import { createSpecWorld } from './testing/world';
import { group, messageUpdate } from './testing/factories';

describe('a reply that fails', () => {
  it.each<[string, CallFailure]>([
    ['the person has blocked the bot', { status: 'gone', reason: 'Forbidden: bot was blocked by TAINTED' }],
    ['Telegram rejects it', { status: 'rejected', errorCode: 400, description: "Bad Request: can't parse TAINTED" }],
  ])('because %s is left at that, and no text of Telegram is logged', async (_case, failure) => {
    const world = createSpecWorld();
    world.sendOutcomes.push(failure);

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
    expect(world.lines.join()).toContain(
      `"level":"WARN","event":"reply-not-delivered","updateId":880000001,"failure":"${failure.status}"`,
    );
    expect(world.lines.join()).not.toContain('TAINTED');
  });

  it.each([
    ["Bad Request: can't parse entities: TAINTED", ['ERROR']],
    ['Bad Request: message is too long', ['ERROR']],
    ['Bad Request: BUTTON_DATA_INVALID', ['ERROR']],
    ['Bad Request: TAINTED words that are new', ['ERROR']],
    ['Bad Request: have no rights to send a message', []],
    ['Bad Request: not enough rights to send text messages to the chat', []],
    ['Bad Request: chat not found', []],
    ['Bad Request: CHAT_WRITE_FORBIDDEN', []],
    ['Bad Request: CHAT_ADMIN_REQUIRED', []],
    ['Bad Request: CHAT_RESTRICTED', []],
    ['Bad Request: CHANNEL_PRIVATE', []],
    ['Bad Request: TOPIC_CLOSED', []],
    ['Bad Request: message thread not found', []],
    ['Bad Request: query is too old and response timeout expired or query ID is invalid', []],
  ])('because of "%s" rings: %j', async (description, levels) => {
    const world = createSpecWorld();
    world.sendOutcomes.push({ status: 'rejected', errorCode: 400, description });

    await world.deliver(messageUpdate());

    expect(world.levelsOf('update-given-up')).toEqual(levels);
    expect(world.lines.join()).toContain('"failure":"rejected","reason":400');
    expect(world.lines.join()).not.toContain('TAINTED');
  });

  it('because a group moves twice in a row is left at that', async () => {
    const world = createSpecWorld();
    world.sendOutcomes.push({ status: 'migrated', toChatId: '-1005' }, { status: 'migrated', toChatId: '-1006' });

    const answer = await world.deliver(messageUpdate({ text: '/help', chat: group }));

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
  });

  it('without an answer is not sent twice', async () => {
    const world = createSpecWorld();
    world.sendOutcomes.push({ status: 'unknown', reason: '502' });

    const codes = await world.deliverTimes(2, messageUpdate());

    expect(codes).toEqual([200, 200]);
    expect(world.sent).toHaveLength(1);
    expect(world.lines.join()).toContain('"failure":"unknown","reason":"502"');
    expect(world.records).toMatchObject([{ outcome: 'reply-unknown' }]);
  });

  it('under a rate limit is sent when Telegram delivers again, and counted once', async () => {
    const world = createSpecWorld();
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 6_001 });

    const first = await world.deliver(messageUpdate());
    const second = await world.deliver(messageUpdate());

    expect(first).toEqual({ statusCode: 503, headers: { 'retry-after': '7' }, body: '' });
    expect(second.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'answered', is_new_user: 1 }]);
  });

  it.each<[string, CallFailure]>([
    ['the connection was refused', { status: 'not-sent', reason: 'ECONNREFUSED' }],
    ['the token was refused', { status: 'unauthorized' }],
  ])('because %s is sent when Telegram delivers again', async (_case, failure) => {
    const world = createSpecWorld();
    world.sendOutcomes.push(failure);

    const answers = [await world.deliver(messageUpdate()), await world.deliver(messageUpdate())];

    expect(answers).toEqual([
      { statusCode: 503, body: '' },
      { statusCode: 200, body: '' },
    ]);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });

  it('ten times over is given up with an alarm, and counted once', async () => {
    const world = createSpecWorld();
    world.sendOutcomes.push(
      ...Array.from({ length: 20 }, () => ({ status: 'not-sent' as const, reason: 'ECONNREFUSED' })),
    );

    const codes = await world.deliverTimes(12, messageUpdate());

    expect(codes).toEqual([...Array.from({ length: 9 }, () => 503), 200, 200, 200]);
    expect(world.sent).toHaveLength(10);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  });
});
