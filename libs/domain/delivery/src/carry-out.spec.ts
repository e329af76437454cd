import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { dayMs } from '@pulso/kit/time';

import { botApiCallTimeoutMs } from './ports';
import { leaseMs } from './steps';
import {
  asker,
  chatRequest,
  chatRunId,
  deliverMessage,
  deliverToAsker,
  destination,
  failureRecord,
  reportUpdate,
  supersededPlaceholder,
} from './testing/factories';
import { answerLost, rateLimited, repeatedMark } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();

let world: World;

beforeEach(() => {
  world = new World();
});

describe('the lease', () => {
  it('makes a newer revision wait longer, the longer its holder has been silent', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = [{ kind: 'process-dies', when: 'before' }];
    await world.process(deliverMessage(4));

    for (const [index, silentMs] of [10_000, 80_000, 60_000].entries()) {
      world.nowMs += silentMs;
      await world.process(deliverMessage(5 + index));
    }

    expect(world.queue.pauses).toEqual([10, 60, 8]);
  });

  it("outlasts its holder's last call, and ends before SQS redelivers", () => {
    const { functionTimeoutSeconds, visibilityTimeoutSeconds } = reportUpdatesDelivery;

    expect(leaseMs).toBeGreaterThan(functionTimeoutSeconds * 1000 + botApiCallTimeoutMs);
    expect(leaseMs).toBeLessThan(visibilityTimeoutSeconds * 1000);
  });

  it('does not let an overtaken holder store its outcome', async () => {
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.nowMs += leaseMs + 1;
      await world.process(deliverMessage(4));
    };

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    expect([...world.store.items.values()]).toMatchObject([{ delivery: { deliveredRevision: 4, messageId: 102 } }]);
    expect(world.logLines.join()).toContain('"errorName":"LeaseLostError"');
    expect(world.telegram.textsIn(chatId).map((text) => text.includes(repeatedMark))).toEqual([true, false]);
  });
});

describe('an edit without an answer', () => {
  it('is a warning each time and is never counted', async () => {
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

  it('costs no further call if every edit has an answer, and two if one has none', async () => {
    world.telegram.show(asker().chatId, 17);
    await world.process(deliverToAsker(1), deliverToAsker(2));
    await world.drain();
    const callCount = world.telegram.calls.length;

    world.telegram.treatments = [answerLost];
    world.enqueue(deliverToAsker(3));
    await world.drain();

    expect([callCount, world.telegram.calls.length]).toEqual([2, 2 + 3]);
  });
});

describe('a stored delivery', () => {
  it('expires 45 days after its last write, at a whole second, like the flood limit of its chat', async () => {
    world.nowMs += 250;
    world.telegram.treatments = [rateLimited(60_000)];

    await world.process(deliverMessage(3));

    const seconds = [...world.store.items.values()].map(({ expiresAtSeconds }) => expiresAtSeconds);
    const expected = Math.ceil(world.nowMs / 1000) + 45 * 24 * 3600;
    expect(seconds).toEqual([expected, expected]);
  });

  it('lasts as long as the run can be corrected', async () => {
    await world.process(deliverMessage(3));
    world.nowMs += 40 * dayMs;

    await world.process(deliverMessage(4));

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it.each([
    ['an update of an older revision', reportUpdate({ runId: chatRunId, destinations: [asker()] })],
    ['a delivery', deliverToAsker(4)],
    ['an older delivery', deliverToAsker(2)],
    ['the pointer to the first placeholder', supersededPlaceholder(17)],
    ['the message that the run did not start', failureRecord(chatRequest())],
  ])('is not changed by %s from the dead-letter queue', async (_what, message) => {
    world.telegram.show(asker().chatId, 17);
    await world.process(deliverToAsker(4));
    const before = structuredClone(world.telegram.messages);
    world.nowMs += 14 * dayMs;

    for (let copy = 0; copy < 2; copy += 1) world.enqueue(message);
    await world.drain();

    expect(world.queue.deadLetters).toEqual([]);
    expect(world.telegram.messages).toEqual(before);
  });
});
