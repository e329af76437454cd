import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { leaseMs } from './lease';
import { botApiCallTimeoutMs } from './ports';
import { deliverMessage, destination, waiting } from './testing/factories';
import { repeatedMark } from './testing/fake-telegram';
import { World } from './testing/world';

const { chatId } = destination();
const functionTimeoutMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000;
const visibilityTimeoutMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

let world: World;

beforeEach(() => {
  world = new World();
});

describe('the lease', () => {
  it('makes a second worker wait in the queue while the first one calls', async () => {
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      expect(await world.process(deliverMessage(4))).toEqual([]);
    };

    await world.process(deliverMessage(3));

    expect(world.sent).toEqual([{ body: waiting(deliverMessage(4)), delaySeconds: 1 }]);
    expect(world.telegram.calls).toHaveLength(1);
    await world.drain();
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it('waits longer for a holder that has been silent for longer', async () => {
    world.telegram.treatments = [{ kind: 'answer-lost' }];
    await world.process(deliverMessage(3));

    const delays: (number | undefined)[] = [];
    for (const waitedMs of [10_000, 80_000, 60_000]) {
      world.nowMs += waitedMs;
      await world.process(deliverMessage(4));
      delays.push(world.sent.at(-1)?.delaySeconds);
    }

    expect(delays).toEqual([10, 30, 8]);
  });

  it('outlasts what its holder can still do, and ends before SQS delivers again', () => {
    expect(leaseMs).toBeGreaterThan(functionTimeoutMs + botApiCallTimeoutMs);
    expect(leaseMs).toBeLessThan(visibilityTimeoutMs);
  });

  it('is kept when an edit may still take effect, so that it can not overwrite a newer revision', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = [{ kind: 'late', afterMs: 5_000 }];

    expect(await world.process(deliverMessage(4))).toEqual([0]);
    expect(world.logLines.join()).toMatch(
      /"errorName":"UnansweredCallError".*editMessageText was sent and not answered/,
    );
    await world.process(deliverMessage(5));
    await world.drain();

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>5</b>')]);
  });

  it('does not let a holder that was overtaken store what it did', async () => {
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.nowMs += leaseMs + 1;
      await world.process(deliverMessage(4));
    };

    const comeBack = await world.process(deliverMessage(3));

    expect(comeBack).toEqual([0]);
    expect([...world.store.items.values()]).toMatchObject([{ delivery: { deliveredRevision: 4, messageId: 102 } }]);
    expect(world.logLines.join()).toContain('"errorName":"LeaseLostError"');
    const texts = world.telegram.textsIn(chatId);
    expect(texts.map((text) => text.includes(repeatedMark))).toEqual([true, false]);
  });
});
