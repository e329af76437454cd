import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { leaseMs } from '../steps';
import {
  asker,
  chatRequest,
  deliverMessage,
  destination,
  failureRecord,
  mailingList,
  runId,
} from '../testing/factories';
import { rateLimited } from '../testing/fake-telegram';
import { answerLost } from '../testing/treated-service';
import { World } from '../testing/world';

const { chatId } = destination();
const visibilityTimeoutMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;
const minuteMs = 60_000;

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a message that waits', () => {
  it.each([
    ['the same', 4],
    ['an older', 3],
  ])('is the only one: another one with %s revision deletes itself', async (_which, revision) => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    await world.process(deliverMessage(4));

    expect(await world.process(deliverMessage(revision))).toEqual([]);

    await world.drain();
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it('deletes itself when one with a newer revision has come to wait', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    await world.process(deliverMessage(3));

    expect(await world.process(deliverMessage(4))).toEqual([0]);
    await world.receive();

    expect(world.telegram.messages).toEqual([]);
    await world.drain();
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'send']);
  });

  it('has until its time, and a visibility timeout more: then it is dead, and another one goes on', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    const messageId = world.enqueue(deliverMessage(3));
    await world.receive();
    const untilMs = world.nowMs + 60_500;
    world.queue.delete(messageId);

    world.nowMs = untilMs + visibilityTimeoutMs - 1;
    await world.process(deliverMessage(3));
    const before = world.telegram.textsIn(chatId).length;
    world.nowMs += 1;
    await world.process(deliverMessage(3));

    expect([before, world.telegram.textsIn(chatId).length]).toEqual([0, 1]);
  });

  it('comes back in this time also where its process dies before the queue has heard of the pause', async () => {
    world.telegram.treatments = [rateLimited(6_000)];
    await world.process(deliverMessage(3));
    const callCount = world.portCallCount;
    world = new World();
    world.telegram.treatments = [rateLimited(6_000)];
    world.faults = [{ atCall: callCount, when: 'before', kind: 'dies' }];
    world.enqueue(deliverMessage(3));
    await world.receive();

    for (let index = 0; index < 5; index += 1) world.enqueue(deliverMessage(3), (index * visibilityTimeoutMs) / 4);
    await world.drain();

    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
    expect(world.telegram.calls).toHaveLength(2);
  });

  it('keeps its place during the long pauses of one that has waited for long', async () => {
    world.enqueue(deliverMessage(3));
    world.nowMs += 60 * minuteMs;
    world.telegram.treatments = [rateLimited(10_000)];
    await world.receive();
    const pauseMs = (world.queue.pauses[0] ?? 0) * 1000;
    expect(pauseMs).toBeGreaterThan(10 * minuteMs);

    world.nowMs += pauseMs - minuteMs;

    expect(await world.process(deliverMessage(3))).toEqual([]);
    expect(world.telegram.calls).toHaveLength(1);
    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('is taken for dead after its longest pause and a visibility timeout, however long it has waited', async () => {
    const messageId = world.enqueue(deliverMessage(3));
    world.nowMs += 20 * 60 * minuteMs;
    world.telegram.treatments = [rateLimited(10_000)];
    await world.receive();
    world.queue.delete(messageId);
    world.nowMs += 60 * minuteMs + visibilityTimeoutMs;

    await world.process(deliverMessage(3));

    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('keeps its place no longer than it waits: what is redriven after a day is brought', async () => {
    world.telegram.treatments = Array.from({ length: 200 }, () => rateLimited(3 * 60 * minuteMs));
    world.enqueue(deliverMessage(3));
    await world.drain();
    expect(world.queue.deadLetters).toHaveLength(1);
    world.telegram.treatments = [];

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('holds no other run, destination or part up', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    await world.process(deliverMessage(3));

    await world.process(
      deliverMessage(3, { destination: destination({ chatId: '5' }) }),
      deliverMessage(3, { destination: mailingList() }),
    );
    const comeBack = await world.process(deliverMessage(3, { runId: 'daily-usage/manual/other' }));

    expect(world.telegram.textsIn('5')).toHaveLength(1);
    expect(world.posts.arrived).toHaveLength(1);
    expect(comeBack).toEqual([0]);
  });

  it('is the only one for a mail, too', async () => {
    const mail = deliverMessage(3, { destination: mailingList() });
    world.posts.treatments = [answerLost];
    await world.process(mail);

    expect(await world.process(mail)).toEqual([]);
    world.nowMs += leaseMs - 1;
    expect(await world.process(mail)).toEqual([]);

    await world.drain();
    expect(world.posts.arrived).toHaveLength(2);
  });

  it('says so in the table while it waits, and no longer', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    const messageId = world.enqueue(deliverMessage(3));
    const stored = () => [...world.store.items.entries()].find(([key]) => key.includes(runId))?.[1].delivery;
    await world.receive();
    const waiting = stored();

    await world.drain();

    expect(waiting).toEqual({ waiting: { messageId, revision: 3, untilMs: expect.any(Number) } });
    expect(stored()).toEqual({ messageId: 102, deliveredRevision: 3 });
  });
});

describe('two requests of a run with a placeholder each', () => {
  const { chatId: askerId } = asker();
  const notice = (messageId: number) => failureRecord(chatRequest({ messageId }));
  const texts = () => world.telegram.textsIn(askerId);

  beforeEach(() => {
    world.telegram.show(askerId, 17);
    world.telegram.show(askerId, 18);
  });

  it('both come to an end where the one that is told first has to wait', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];

    await world.process(notice(17));
    await world.process(notice(18));
    await world.drain();

    expect(texts().toSorted()).toEqual([
      expect.stringContaining('could not be prepared'),
      expect.stringContaining('in another message'),
    ]);
  });
});
