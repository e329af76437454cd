import { type Message, Queue } from './queue';

const queued = (messageId: string): Message => ({
  messageId,
  body: messageId,
  receiveCount: 0,
  visibleAtMs: undefined,
  receiptHandle: undefined,
});

describe('a queue', () => {
  let handleCount: number;
  let queue: Queue;

  beforeEach(() => {
    handleCount = 0;
    queue = new Queue({ pick: () => 0, receiptHandleFor: () => `handle ${(handleCount += 1)}` });
  });

  const idsOf = (messages: Iterable<Message>): string[] => [...messages].map(({ messageId }) => messageId);

  it('has each message in one state, which ends when the caller says what time it is', () => {
    queue.put(queued('delayed'), 300);
    queue.put(queued('received'));
    queue.put(queued('visible'));
    queue.receive(1, 200);

    const depths = [queue.depths()];
    const nextAtMs = queue.nextAtMs();
    queue.advance(299);
    depths.push(queue.depths());
    queue.advance(300);
    depths.push(queue.depths());

    expect(nextAtMs).toBe(200);
    expect(depths).toEqual([
      { visible: 1, delayed: 1, inFlight: 1 },
      { visible: 2, delayed: 1, inFlight: 0 },
      { visible: 3, delayed: 0, inFlight: 0 },
    ]);
    expect(queue.nextAtMs()).toBe(Infinity);
  });

  it('hands out the message that chance picks', () => {
    queue = new Queue({ pick: (count) => count - 1, receiptHandleFor: ({ messageId }) => messageId });
    for (const id of ['a', 'b', 'c']) queue.put(queued(id));

    expect(idsOf(queue.receive(2, 1))).toEqual(['c', 'b']);
  });

  it('knows a message only by its last receipt handle, which it accepts after the timeout', () => {
    queue.put(queued('a'));
    queue.receive(1, 100);
    queue.advance(100);
    queue.receive(1, 200);
    queue.advance(200);

    expect([queue.hide('handle 1', 400), queue.remove('handle 1')]).toEqual([undefined, undefined]);
    expect(queue.hide('handle 2', 400)).toMatchObject({ messageId: 'a', receiveCount: 2 });
    expect(queue.nextAtMs()).toBe(400);
    expect(queue.remove('handle 2')).toMatchObject({ messageId: 'a' });
    expect(queue.depths()).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });

  it('moves messages without receives left to the dead-letter queue, and receives others instead', () => {
    const buried: Message[] = [];
    queue.redrive = { maxReceiveCount: 1, bury: (message) => buried.push(message) };
    queue.put(queued('a'));
    queue.receive(1, 0);
    queue.advance(0);
    queue.put(queued('b'));

    expect(idsOf(queue.receive(1, 100))).toEqual(['b']);
    expect(buried).toMatchObject([{ messageId: 'a', receiveCount: 1 }]);
  });

  it('moves messages out in order, up to the first without a target', () => {
    for (const id of ['a', 'b', 'c']) queue.put(queued(id));
    const moved: string[] = [];

    const count = queue.moveOut(({ messageId }) => messageId !== 'b' && moved.push(messageId) > 0);

    expect([count, moved, idsOf(queue.visible)]).toEqual([1, ['a'], ['b', 'c']]);
  });
});
