import { callbackUpdate, group, messageUpdate, owner, ownerChat } from './testing/factories';
import { World } from './testing/world';

const inTopic = { message_thread_id: 9, is_topic_message: true };
const asked = (overrides: object = {}) =>
  messageUpdate({ text: '/report weekly', chat: ownerChat, from: owner(), ...inTopic, ...overrides });
const pressed = (data: string, message: object = {}) =>
  callbackUpdate({ from: owner(), data, message: { message_id: 5, date: 1, chat: ownerChat, ...inTopic, ...message } });

const notFound = { status: 'rejected', errorCode: 400, description: 'Bad Request: message thread not found' } as const;
const rateLimited = { status: 'rate-limited', retryAfterMs: 60_000 } as const;

describe('an owner who asks in a topic of the private chat', () => {
  it.each([
    ['a command', asked()],
    ['a button', pressed('run:weekly-usage')],
  ])('by %s gets the placeholder there, and what the report brings besides', async (_how, update) => {
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

describe('no topic is named to those who deliver a report', () => {
  it.each([
    ['that Telegram did not find', [notFound]],
    ['that Telegram did not find before a flood limit', [notFound, rateLimited]],
  ])('%s', async (_which, outcomes) => {
    const world = new World();
    world.sendOutcomes.push(...outcomes);

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
