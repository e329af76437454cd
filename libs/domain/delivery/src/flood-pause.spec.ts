import { hourMs, minuteMs } from '@pulso/kit/time';

import {
  asker,
  chatRequest,
  deliverMessage,
  destination,
  failureRecord,
  progressOf,
  supersededPlaceholder,
} from './testing/factories';
import { rateLimited } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();
const otherRun = { runId: 'daily-usage/manual/other' };

let world: World;

beforeEach(() => {
  world = new World();
});

describe("a chat's flood limit", () => {
  it('holds for other runs too', async () => {
    world.telegram.treatments = [rateLimited(60_000)];
    await world.process(deliverMessage(3));
    world.nowMs += 30_000;

    const comeBack = await world.process(deliverMessage(4, otherRun));

    expect(comeBack).toEqual([0]);
    expect(world.telegram.calls).toHaveLength(1);
    expect(world.queue.pauses).toEqual([61, 31]);
    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(2);
  });

  it('makes each pause half of the wait before it, up to an hour', async () => {
    world.telegram.treatments = Array.from({ length: 1_000 }, () => rateLimited(10_000));
    world.enqueue(deliverMessage(3));
    const startedMs = world.nowMs;
    let longestSeconds = 0;

    while (world.nowMs - startedMs < 23 * hourMs) {
      await world.receive();
      const waitedMs = world.nowMs - startedMs;
      const pauseSeconds = world.queue.pauses.at(-1) ?? 0;
      expect(pauseSeconds).toBeGreaterThanOrEqual(Math.min(waitedMs / 2_000, 3_600));
      longestSeconds = Math.max(longestSeconds, pauseSeconds);
    }

    expect(longestSeconds).toBe(3_600);
    expect(world.queue.deadLetters).toEqual([]);
  });

  it('rings once, and after half an hour, while a report waits for it', async () => {
    world.telegram.treatments = Array.from({ length: 1_000 }, () => rateLimited(10_000));
    const startedMs = world.nowMs;
    world.enqueue(deliverMessage(3));

    await world.drain();

    const lines = world.linesOf('delivery-delayed');
    expect(lines).toMatchObject([
      { level: 'ERROR', runId: deliverMessage(3).runId, destination: 'telegram-channel-or-supergroup' },
    ]);
    const saidAfterMs = Date.parse(String(lines[0]?.['timestamp'])) - startedMs;
    expect(saidAfterMs / minuteMs).toBeGreaterThan(18);
    expect(saidAfterMs / minuteMs).toBeLessThanOrEqual(30);
  });

  it.each([
    ['a report that waits for less', deliverMessage(3), 10 * minuteMs],
    ['progress', deliverMessage(3, { content: progressOf(3) }), 29 * minuteMs],
  ])('does not ring for %s', async (_case, message, waitedMs) => {
    world.telegram.treatments = [rateLimited(900_000)];
    world.enqueue(message);
    world.nowMs += waitedMs;

    await world.receive();

    expect(world.queue.pauses).toHaveLength(1);
    expect(world.logLines.join()).not.toContain('delivery-delayed');
  });

  it('holds for notices and for superfluous placeholders', async () => {
    const { chatId: askerId } = asker();
    world.telegram.show(askerId, 17);
    world.telegram.treatments = [rateLimited(60_000)];
    await world.process(deliverMessage(3, { destination: asker() }));

    const comeBack = await world.process(failureRecord(chatRequest()), supersededPlaceholder(18, otherRun));

    expect(comeBack).toEqual([0, 1]);
    expect(world.telegram.calls).toHaveLength(1);
  });

  it('stops the call when it can not be read', async () => {
    world.faults = [3, 4, 5].map((atCall) => ({ atCall, when: 'before', kind: 'throws' }));

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines.join()).toContain('"errorName":"DestinationUnreachableError"');
    await world.process(deliverMessage(3));
    expect(world.telegram.textsIn(chatId).join()).not.toContain('Repeated');
  });
});
