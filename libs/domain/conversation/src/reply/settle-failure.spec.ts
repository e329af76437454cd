import { type CallFailure } from '@pulso/kit/telegram';

import { group, messageUpdate } from '../testing/factories';
import { World } from '../testing/world';

const rejection = (description: string): CallFailure => ({ status: 'rejected', errorCode: 400, description });

describe('a reply that fails', () => {
  it.each([
    ["Bad Request: can't parse entities: TAINTED", 'reply-failed', ['ERROR']],
    ['Bad Request: message is too long', 'reply-failed', ['ERROR']],
    ['Bad Request: BUTTON_DATA_INVALID', 'reply-failed', ['ERROR']],
    ['Bad Request: TAINTED words that are new', 'reply-failed', ['ERROR']],
    ['Bad Request: have no rights to send a message', 'unreachable', []],
    ['Bad Request: not enough rights to send text messages to the chat', 'unreachable', []],
    ['Bad Request: chat not found', 'unreachable', []],
    ['Bad Request: CHAT_WRITE_FORBIDDEN', 'unreachable', []],
    ['Bad Request: CHAT_ADMIN_REQUIRED', 'unreachable', []],
    ['Bad Request: CHAT_RESTRICTED', 'unreachable', []],
    ['Bad Request: CHANNEL_PRIVATE', 'unreachable', []],
    ['Bad Request: TOPIC_CLOSED', 'unreachable', []],
    ['Bad Request: message thread not found', 'unreachable', []],
    ['Bad Request: query is too old and response timeout expired or query ID is invalid', 'reply-failed', []],
  ])('because of "%s" counts as %s and rings: %j', async (description, outcome, levels) => {
    const world = new World();
    world.sendOutcomes.push(rejection(description));

    await world.deliver(messageUpdate());

    expect(world.records).toMatchObject([{ outcome }]);
    expect(world.levelsOf('update-given-up')).toEqual(levels);
    expect(world.lines.join()).toContain('"failure":"rejected","reason":400');
    expect(world.lines.join()).not.toContain('TAINTED');
  });

  it('because a group moves twice in a row is left at that', async () => {
    const world = new World();
    world.sendOutcomes.push({ status: 'migrated', toChatId: '-1005' }, { status: 'migrated', toChatId: '-1006' });

    const answer = await world.deliver(messageUpdate({ text: '/help', chat: group }));

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'unreachable' }]);
  });

  it('without an answer is not sent twice', async () => {
    const world = new World();
    world.sendOutcomes.push({ status: 'unknown', reason: '502' });

    const codes = await world.deliverTimes(2, messageUpdate());

    expect(codes).toEqual([200, 200]);
    expect(world.sent).toHaveLength(1);
    expect(world.lines.join()).toContain('"level":"WARN","event":"reply-unknown","updateId":880000001,"reason":"502"');
    expect(world.records).toMatchObject([{ outcome: 'reply-unknown' }]);
  });

  it('under a rate limit is sent when Telegram delivers again, and counted once', async () => {
    const world = new World();
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 6_001 });

    const first = await world.deliver(messageUpdate());
    const second = await world.deliver(messageUpdate());

    expect(first).toEqual({ statusCode: 503, headers: { 'retry-after': '7' }, body: '' });
    expect(second.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'not-understood', is_new_user: 1 }]);
  });

  it.each<[string, CallFailure]>([
    ['the connection was refused', { status: 'not-sent', reason: 'ECONNREFUSED' }],
    ['the token was refused', { status: 'unauthorized' }],
  ])('because %s is sent when Telegram delivers again', async (_case, failure) => {
    const world = new World();
    world.sendOutcomes.push(failure);

    const answers = [await world.deliver(messageUpdate()), await world.deliver(messageUpdate())];

    expect(answers).toEqual([
      { statusCode: 503, body: '' },
      { statusCode: 200, body: '' },
    ]);
    const reason = 'reason' in failure ? failure.reason : undefined;
    expect(world.lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: 'reply-not-delivered', failure: failure.status, ...(reason && { reason }) }),
    );
    expect(world.records).toMatchObject([{ outcome: 'not-understood' }]);
  });

  it('ten times over is given up with an alarm, and counted once', async () => {
    const world = new World();
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
