import { type CallFailure } from '@pulso/kit/telegram';

import { callbackUpdate, group, messageUpdate, owner, ownerChat } from '../testing/factories';
import { World } from '../testing/world';

const rejection = (description: string): CallFailure => ({ status: 'rejected', errorCode: 400, description });

describe('a reply that fails', () => {
  it.each([
    ["Bad Request: can't parse entities: TAINTED", 'reply-failed', ['ERROR']],
    ['Bad Request: TAINTED words that are new', 'reply-failed', ['ERROR']],
    ['Bad Request: have no rights to send a message', 'unreachable', []],
    ['Bad Request: not enough rights to send text messages to the chat', 'unreachable', []],
    ['Bad Request: chat not found', 'unreachable', []],
    ['Bad Request: CHAT_WRITE_FORBIDDEN', 'unreachable', []],
    ['Bad Request: CHAT_ADMIN_REQUIRED', 'unreachable', []],
    ['Bad Request: CHAT_RESTRICTED', 'unreachable', []],
    ['Bad Request: CHANNEL_PRIVATE', 'unreachable', []],
    ['Bad Request: TOPIC_CLOSED', 'unreachable', []],
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

  it('because a group moves twice in a row is not sent again', async () => {
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

const inTopic = { message_thread_id: 9, is_topic_message: true };
const notFound = { status: 'rejected', errorCode: 400, description: 'Bad Request: message thread not found' } as const;

describe('a topic that Telegram does not find', () => {
  it('does not keep a person from the answer', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound);

    await world.deliver(messageUpdate({ text: '/help', ...inTopic }));

    const [first, second] = world.sent;
    expect([first?.topicId, second]).toEqual([9, { chatId: first?.chatId, text: first?.text }]);
    expect(world.lines).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });

  it.each(['Bad Request: chat not found', 'Bad Request: TOPIC_CLOSED'])('is not meant by "%s"', async (description) => {
    const world = new World();
    world.sendOutcomes.push({ ...notFound, description });

    await world.deliver(messageUpdate({ text: '/help', chat: group, ...inTopic }));

    expect(world.sent).toHaveLength(1);
  });

  it('does not repeat a message that named no topic', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound);

    await world.deliver(messageUpdate());

    expect(world.sent).toHaveLength(1);
    expect(world.records).toMatchObject([{ outcome: 'unreachable' }]);
  });
});

const asked = (overrides: object = {}) =>
  messageUpdate({ text: '/report weekly', chat: ownerChat, from: owner(), ...inTopic, ...overrides });
const pressed = (data: string, message: object = {}) =>
  callbackUpdate({ from: owner(), data, message: { message_id: 5, date: 1, chat: ownerChat, ...inTopic, ...message } });

describe('an owner who asks in a topic of the private chat', () => {
  it.each([
    ['a command', asked()],
    ['a button', pressed('run:weekly-usage')],
  ])('by %s gets the placeholder and the report there', async (_how, update) => {
    const world = new World();

    await world.deliver(update);

    expect(world.sent).toMatchObject([{ chatId: 1001, topicId: 9 }]);
    expect(world.started).toMatchObject([{ schemaVersion: 1, trigger: { chatId: '1001', messageThreadId: 9 } }]);
  });

  it('gets earlier reports there', async () => {
    const world = new World();

    await world.deliver(pressed('history/7:daily-usage'));

    expect(world.started).toMatchObject([{ trigger: { type: 'history', messageThreadId: 9 } }]);
  });
});

describe('the run request does not name a topic', () => {
  it('that Telegram did not find', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound);

    await world.deliver(asked());

    expect(world.sent.map(({ topicId }) => topicId)).toEqual([9, undefined]);
    expect(world.started).toMatchObject([{ trigger: { messageId: 902 } }]);
    expect(world.started[0]?.trigger).not.toHaveProperty('messageThreadId');
  });

  it('that Telegram did not find before a flood limit', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound, { status: 'rate-limited', retryAfterMs: 60_000 });

    await world.deliver(asked());

    expect(world.started).toHaveLength(1);
    expect(world.started[0]?.trigger).not.toHaveProperty('messageThreadId');
  });

  it.each([
    ['of a group, whose report goes to the private chat', asked({ chat: group })],
    ['of a group, by a button', pressed('run:weekly-usage', { chat: group })],
    ['of a group, by a button for earlier reports', pressed('history/7:daily-usage', { chat: group })],
    ['that is only the thread of a reply', asked({ is_topic_message: undefined })],
    ['that is only the thread of a reply, by a button', pressed('run:weekly-usage', { is_topic_message: undefined })],
  ])('%s', async (_which, update) => {
    const world = new World();

    await world.deliver(update);

    expect(world.sent[0] ?? {}).not.toHaveProperty('topicId');
    expect(world.started).toHaveLength(1);
    expect(world.started[0]?.trigger).not.toHaveProperty('messageThreadId');
  });
});
