import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { minuteMs } from '@pulso/kit/time';

import { asker, chatRequest, deliverMessage, destination, failureRecord } from './testing/factories';
import { rateLimited } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();
const visibilityTimeoutMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

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

  it('keeps its place no longer than it waits: what is redriven after a day is brought', async () => {
    world.telegram.treatments = Array.from({ length: 200 }, () => rateLimited(3 * 60 * minuteMs));
    world.enqueue(deliverMessage(3));
    await world.drain();
    expect(world.queue.deadLetters).toHaveLength(1);
    expect(world.logLines.at(-1)).toMatch(/message-not-settled.*WaitedTooLongError.*has waited 25 hours/);
    world.telegram.treatments = [];

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
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
