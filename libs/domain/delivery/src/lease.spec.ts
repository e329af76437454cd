import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { botApiCallTimeoutMs } from './ports';
import { asker, deliverMessage, destination } from './testing/factories';
import { answerLost, repeatedMark } from './testing/fake-services';
import { World } from './testing/world';
import { leaseMs } from './steps';

const { chatId } = destination();
const functionTimeoutMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000;
const visibilityTimeoutMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

let world: World;
let firstCallMs = 0;

beforeEach(() => {
  world = new World();
  firstCallMs = 0;
});

/** Hands the messages over while the first call to Telegram lasts. @returns Indices of those that come back. */
const duringFirstCall = (...bodies: unknown[]): (() => number[] | undefined) => {
  let comeBack: number[] | undefined;
  world.telegram.whileCalled = async () => {
    world.telegram.whileCalled = () => Promise.resolve();
    world.nowMs += firstCallMs;
    comeBack = await world.process(...bodies);
  };
  return () => comeBack;
};

describe('the lease', () => {
  it('makes a newer revision wait longer for a holder that has been silent for longer', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = [{ kind: 'process-dies', when: 'before' }];
    await world.process(deliverMessage(4));

    for (const [index, silentMs] of [10_000, 80_000, 60_000].entries()) {
      world.nowMs += silentMs;
      await world.process(deliverMessage(5 + index));
    }

    expect(world.queue.pauses).toEqual([10, 60, 8]);
  });

  it('outlasts what its holder can still do, and ends before SQS delivers again', () => {
    expect(leaseMs).toBeGreaterThan(functionTimeoutMs + botApiCallTimeoutMs);
    expect(leaseMs).toBeLessThan(visibilityTimeoutMs);
  });

  it('does not let a holder that was overtaken store what it did', async () => {
    firstCallMs = leaseMs + 1;
    duringFirstCall(deliverMessage(4));

    const comeBack = await world.process(deliverMessage(3));

    expect(comeBack).toEqual([0]);
    expect([...world.store.items.values()]).toMatchObject([{ delivery: { deliveredRevision: 4, messageId: 102 } }]);
    expect(world.logLines.join()).toContain('"errorName":"LeaseLostError"');
    const texts = world.telegram.textsIn(chatId);
    expect(texts.map((text) => text.includes(repeatedMark))).toEqual([true, false]);
  });
});

describe('an edit without an answer', () => {
  it('is a warning each time, and never counted', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = Array.from({ length: 9 }, () => answerLost);

    world.enqueue(deliverMessage(4));
    await world.drain();

    const warning = { level: 'WARN', revision: 4, method: 'editMessageText', reason: 'timeout' };
    expect(world.linesOf('edit-unanswered')).toMatchObject(Array.from({ length: 9 }, () => warning));
    expect(world.linesOf('delivery-unanswered')).toEqual([]);
    const [stored] = [...world.store.items.values()];
    expect(stored?.delivery).toEqual({ messageId: 101, deliveredRevision: 4 });
  });

  it('costs no further call where every edit has an answer, and one where one has none', async () => {
    const toAsker = (revision: number) => deliverMessage(revision, { destination: asker() });
    const editCount = () => world.telegram.calls.filter(({ method }) => method === 'edit').length;
    world.telegram.show(asker().chatId, 17);
    await world.process(toAsker(1), toAsker(2));
    await world.drain();
    expect(editCount()).toBe(2);

    world.telegram.treatments = [answerLost];
    world.enqueue(toAsker(3));
    await world.drain();
    expect(editCount()).toBe(2 + 3);
  });
});
