import {
  asker,
  chatRequest,
  contentOf,
  deliverMessage,
  destination,
  failureRecord,
  waiting,
} from './testing/factories';
import { refuse } from './testing/fake-telegram';
import { World } from './testing/world';

const { chatId } = destination();
const minuteMs = 60_000;
const otherRun = { runId: 'daily-usage/manual/other' };
const limited = (retryAfterMs: number) => refuse({ status: 'rate-limited', retryAfterMs });

let world: World;

beforeEach(() => {
  world = new World();
});

describe("a chat's flood limit", () => {
  it('holds for other runs too', async () => {
    world.telegram.treatments = [limited(60_000)];
    await world.process(deliverMessage(3));
    world.nowMs += 30_000;

    const comeBack = await world.process(deliverMessage(4, otherRun));

    expect(comeBack).toEqual([]);
    expect(world.telegram.calls).toHaveLength(1);
    expect(world.sent.at(-1)).toEqual({ body: waiting(deliverMessage(4, otherRun)), delaySeconds: 31 });
    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(2);
  });

  it('holds for the other messages of the same batch', async () => {
    world.telegram.treatments = [limited(60_000)];

    await world.process(deliverMessage(3), deliverMessage(4, otherRun), deliverMessage(5, { runId: 'third' }));

    expect(world.telegram.calls).toHaveLength(1);
    expect(world.sent.map(({ delaySeconds }) => delaySeconds)).toEqual([61, 61, 61]);
  });

  it('is waited for at growing pauses, and not for ever: then the dead-letter queue keeps the message', async () => {
    world.telegram.treatments = Array.from({ length: 1_000 }, () => limited(10_000));
    const startedMs = world.nowMs;
    world.enqueue(deliverMessage(3));

    await world.drain();

    expect(world.deadLetters).toHaveLength(1);
    expect(world.telegram.calls.length).toBeLessThan(250);
    expect(world.logLines.at(-1)).toMatch(/message-not-settled.*WaitedTooLongError.*has waited 24 hours/);
    expect((world.nowMs - startedMs) / 3_600_000).toBeCloseTo(24.5, 0);
  });

  it('rings once, and after half an hour, while a report waits for it', async () => {
    world.telegram.treatments = Array.from({ length: 1_000 }, () => limited(10_000));
    const startedMs = world.nowMs;
    world.enqueue(deliverMessage(3));

    await world.drain();

    const lines = world.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'delivery-delayed');
    expect(lines).toMatchObject([
      { level: 'ERROR', runId: deliverMessage(3).runId, destination: 'telegram-channel-or-supergroup' },
    ]);
    const saidAfterMs = Date.parse(lines[0]?.timestamp) - startedMs;
    expect(saidAfterMs / minuteMs).toBeGreaterThan(25);
    expect(saidAfterMs / minuteMs).toBeLessThanOrEqual(30);
  });

  it('rings also where the copy that goes on waiting could not be sent', async () => {
    const late = { ...deliverMessage(3), waitingSinceMs: world.nowMs - 29 * minuteMs };
    world.telegram.treatments = [limited(120_000)];
    await world.process(late);
    const undisturbed = world;
    world = new World();
    world.telegram.treatments = [limited(120_000)];
    world.faults = [{ atCall: undisturbed.portCallCount, when: 'before', kind: 'throws' }];

    await world.process(late);

    expect([undisturbed.sent.length, world.sent.length]).toEqual([1, 0]);
    expect(world.logLines.join()).toContain('delivery-delayed');
  });

  it.each([
    ['a report that waits for less', deliverMessage(3), 10 * minuteMs],
    ['progress', deliverMessage(3, { content: { ...contentOf(3), state: 'progress' } }), 31 * minuteMs],
  ])('does not ring for %s', async (_case, message, waitedMs) => {
    world.telegram.treatments = [limited(900_000)];

    await world.process({ ...message, waitingSinceMs: world.nowMs - waitedMs });

    expect(world.sent).toHaveLength(1);
    expect(world.logLines.join()).not.toContain('delivery-delayed');
  });

  it('is waited for by one copy, however often the message is received (T8)', async () => {
    world.telegram.treatments = [limited(60_000)];

    const comesBack = [
      await world.receive(deliverMessage(3), 1),
      await world.receive(deliverMessage(3), 2),
      await world.receive(deliverMessage(3), 7),
    ];

    expect(comesBack).toEqual([false, true, true]);
    expect(world.sent).toHaveLength(1);
    expect(world.telegram.calls).toHaveLength(1);
  });

  it('puts no message aside before a day is over: the last receive leaves a copy', async () => {
    world.telegram.treatments = [limited(60_000)];

    expect(await world.receive(deliverMessage(3), 8)).toBe(false);
    expect(world.sent).toMatchObject([{ body: { waitingSinceMs: world.nowMs } }]);
  });

  it('is asked about four times an hour by a message that has waited for long', async () => {
    world.telegram.treatments = [limited(60_000)];

    await world.process({ ...deliverMessage(3), waitingSinceMs: world.nowMs - 23 * 3_600_000 });

    expect(world.sent).toMatchObject([{ delaySeconds: 900, body: { waitingSinceMs: world.nowMs - 23 * 3_600_000 } }]);
  });

  it('holds for no other chat', async () => {
    world.telegram.treatments = [limited(60_000)];

    await world.process(deliverMessage(3), deliverMessage(4, { destination: destination({ chatId: '5' }) }));

    expect(world.telegram.calls).toHaveLength(2);
    expect(world.telegram.textsIn('5')).toHaveLength(1);
  });

  it('holds for notices and for superfluous placeholders', async () => {
    const { chatId: askerId } = asker();
    world.telegram.show(askerId, 17);
    world.telegram.treatments = [limited(60_000)];
    await world.process(deliverMessage(3, { destination: asker() }));

    const comeBack = await world.process(failureRecord(chatRequest()), {
      schemaVersion: 1,
      type: 'placeholder-superseded',
      runId: 'daily-usage/chat/x',
      destination: asker({ placeholderMessageId: 18 }),
    });

    expect(comeBack).toEqual([0]);
    expect(world.telegram.calls).toHaveLength(1);
  });

  it('holds for another process while this one waits it out', async () => {
    world.telegram.treatments = [limited(3_000)];
    const startMs = world.nowMs;
    const calledAfterMs: number[] = [];
    world.telegram.whileCalled = async () => {
      calledAfterMs.push(world.nowMs - startMs);
    };
    world.whileAsleep = async () => {
      world.whileAsleep = () => Promise.resolve();
      await world.process(deliverMessage(4, otherRun));
    };

    await world.process(deliverMessage(3));

    expect(calledAfterMs).toHaveLength(3);
    expect(calledAfterMs.slice(1).filter((afterMs) => afterMs < 3_000)).toEqual([]);
  });

  it('is never shortened by a shorter one that another process has met', async () => {
    world.telegram.treatments = [limited(60_000)];
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.telegram.treatments = [limited(90_000)];
      await world.process(deliverMessage(4, otherRun));
    };

    await world.process(deliverMessage(3));
    world.nowMs += 70_000;
    await world.process(deliverMessage(5, { runId: 'third' }));

    expect(world.telegram.calls).toHaveLength(2);
  });

  it('is made longer where another process has met a shorter one meanwhile', async () => {
    world.telegram.treatments = [limited(90_000)];
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.telegram.treatments = [limited(60_000), limited(90_000)];
      await world.process(deliverMessage(4, otherRun));
    };

    await world.process(deliverMessage(3));
    world.nowMs += 70_000;
    await world.process(deliverMessage(5, { runId: 'third' }));

    expect(world.telegram.calls).toHaveLength(2);
  });

  it('ends to the millisecond', async () => {
    world.telegram.treatments = [limited(60_000)];
    await world.process(deliverMessage(3));
    world.nowMs += 60_000;

    await world.process(deliverMessage(4, otherRun));

    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('makes nothing a repeat: it proves that nothing was posted', async () => {
    world.telegram.treatments = [limited(60_000), limited(60_000)];

    for (const message of [deliverMessage(3), deliverMessage(4, otherRun)]) world.enqueue(message);
    await world.drain();

    expect(world.telegram.textsIn(chatId).join()).not.toContain('Repeated');
  });

  it('does not fail the message that has met it when it can not be stored', async () => {
    world.telegram.treatments = [limited(60_000)];
    world.faults = [5, 6, 7].map((atCall) => ({ atCall, when: 'before', kind: 'throws' }));

    expect(await world.process(deliverMessage(3))).toEqual([]);

    expect(world.sent).toMatchObject([{ delaySeconds: 61 }]);
    expect(world.logLines.join()).toContain('"level":"WARN","event":"pause-not-stored"');
  });

  it('stops the call when it can not be read', async () => {
    world.faults = [3, 4, 5].map((atCall) => ({ atCall, when: 'before', kind: 'throws' }));

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines.join()).toContain('"errorName":"TelegramUnreachableError"');
    await world.process(deliverMessage(3));
    expect(world.telegram.textsIn(chatId).join()).not.toContain('Repeated');
  });
});
