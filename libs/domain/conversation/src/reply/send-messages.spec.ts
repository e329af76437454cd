import { group, messageUpdate, owner, ownerChat } from '../testing/factories';
import { World } from '../testing/world';

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

  it('does not keep an owner from the report', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound);

    await world.deliver(messageUpdate({ text: '/report', chat: ownerChat, from: owner(), ...inTopic }));

    expect(world.sent.map(({ topicId }) => topicId)).toEqual([9, undefined]);
    expect(world.started).toMatchObject([{ trigger: { messageId: 902 } }]);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });

  it.each(['Bad Request: chat not found', 'Bad Request: TOPIC_CLOSED'])('is not meant by "%s"', async (description) => {
    const world = new World();
    world.sendOutcomes.push({ ...notFound, description });

    await world.deliver(messageUpdate({ text: '/help', chat: group, ...inTopic }));

    expect(world.sent).toHaveLength(1);
  });

  it('is no reason to send a message twice that named none', async () => {
    const world = new World();
    world.sendOutcomes.push(notFound);

    await world.deliver(messageUpdate());

    expect(world.sent).toHaveLength(1);
    expect(world.records).toMatchObject([{ outcome: 'unreachable' }]);
  });
});
