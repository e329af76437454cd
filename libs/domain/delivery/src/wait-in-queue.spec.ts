import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { decide } from './decide';
import {
  asker,
  chatRequest,
  deliverMessage,
  destination,
  failureRecord,
  mailingList,
  progressOf,
  supersededPlaceholder,
  webhook,
} from './testing/factories';
import { rateLimited, refuse } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();
const { chatId: askerId } = asker();
const otherRun = { runId: 'daily-usage/manual/other' };
const many = <T>(treatment: T): T[] => Array.from({ length: 1_000 }, () => treatment);

let world: World;

beforeEach(() => {
  world = new World();
});

describe("a chat's flood limit", () => {
  it('holds for other runs, notices and superfluous placeholders', async () => {
    world.telegram.show(askerId, 17);
    world.telegram.treatments = [rateLimited(60_000)];
    await world.process(deliverMessage(3, { destination: asker() }));
    world.nowMs += 30_000;
    const others = [deliverMessage(4, { ...otherRun, destination: asker() }), failureRecord(chatRequest())];

    expect(await world.process(...others, supersededPlaceholder(18, otherRun))).toEqual([0, 1, 2]);

    expect(world.telegram.calls).toHaveLength(1);
    expect(world.queue.pauses.slice(0, 2)).toEqual([61, 31]);
  });

  it('makes each pause half as long as the wait before it, up to an hour', async () => {
    world.telegram.treatments = many(rateLimited(10_000));
    world.enqueue(deliverMessage(3));
    const startedMs = world.nowMs;

    while (world.nowMs - startedMs < 23 * hourMs) {
      await world.receive();
      const waitedMs = world.nowMs - startedMs;
      expect(world.queue.pauses.at(-1)).toBeGreaterThanOrEqual(Math.min(waitedMs / 2_000, 3_600));
    }

    expect(Math.max(...world.queue.pauses)).toBe(3_600);
    expect(world.queue.deadLetters).toEqual([]);
  });

  it('prevents the call when it can not be read', async () => {
    world.faults = [3, 4, 5].map((atCall) => ({ atCall, when: 'before', kind: 'throws' }));

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines.join()).toContain('"errorName":"DestinationUnreachableError"');
    await world.process(deliverMessage(3));
    expect(world.telegram.textsIn(chatId).join()).not.toContain('Repeated');
  });

  it('holds only for its own message when it can not be stored', async () => {
    world.telegram.treatments = [rateLimited(60_000)];
    world.faults = [6, 7, 8].map((atCall) => ({ atCall, when: 'before', kind: 'throws' }));

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    expect(world.linesOf('pause-not-stored')).toMatchObject([{ level: 'WARN', errorName: 'Error' }]);
    expect(world.queue.pauses).toEqual([61]);
    expect(await world.process(deliverMessage(3, otherRun))).toEqual([]);
  });
});

describe('the alarm about a report that waits', () => {
  const postponed = refuse({ status: 'postponed', delayMs: 10_000 });

  it.each([
    ['telegram-channel-or-supergroup', deliverMessage(3)],
    ['email:owners', deliverMessage(3, { destination: mailingList() })],
    ['webhook:team-chat', deliverMessage(3, { destination: webhook() })],
  ])('rings once for %s, after half an hour', async (kind, message) => {
    world.telegram.treatments = many(rateLimited(10_000));
    world.posts.treatments = many(postponed);
    const startedMs = world.nowMs;
    world.enqueue(message);

    await world.drain();

    const lines = world.linesOf('delivery-delayed');
    expect(lines).toMatchObject([{ level: 'ERROR', runId: message.runId, destination: kind }]);
    const saidAfterMs = Date.parse(String(lines[0]?.['timestamp'])) - startedMs;
    expect(saidAfterMs / minuteMs).toBeGreaterThan(18);
    expect(saidAfterMs / minuteMs).toBeLessThanOrEqual(30);
  });

  it.each([
    ['a report that waits less', deliverMessage(3), 10 * minuteMs],
    ['progress', deliverMessage(3, { content: progressOf(3) }), 29 * minuteMs],
  ])('does not ring for %s', async (_case, message, waitedMs) => {
    world.telegram.treatments = [rateLimited(900_000)];
    world.enqueue(message);
    world.nowMs += waitedMs;

    await world.receive();

    expect(world.queue.pauses).toHaveLength(1);
    expect(world.linesOf('delivery-delayed')).toEqual([]);
  });
});

describe('a message that waits', () => {
  it.each([
    ['the same', 4],
    ['an older', 3],
  ])('is the only one: another message with %s revision is deleted', async (_which, revision) => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    await world.process(deliverMessage(4));

    expect(await world.process(deliverMessage(revision))).toEqual([]);

    await world.drain();
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it('may come back a visibility timeout late: after that another one goes on', async () => {
    world.telegram.treatments = [rateLimited(minuteMs)];
    const messageId = world.enqueue(deliverMessage(3));
    await world.receive();
    const untilMs = world.nowMs + 60_500;
    world.queue.delete(messageId);

    world.nowMs = untilMs + reportUpdatesDelivery.visibilityTimeoutSeconds * 1000 - 1;
    await world.process(deliverMessage(3));
    const before = world.telegram.textsIn(chatId).length;
    world.nowMs += 1;
    await world.process(deliverMessage(3));

    expect([before, world.telegram.textsIn(chatId).length]).toEqual([0, 1]);
  });

  it('keeps its place no longer than it waits: a message redriven after a day is delivered', async () => {
    world.telegram.treatments = many(rateLimited(3 * hourMs));
    world.enqueue(deliverMessage(3));
    await world.drain();
    expect(world.queue.deadLetters).toHaveLength(1);
    expect(world.logLines.at(-1)).toMatch(/message-not-settled.*WaitedTooLongError.*has waited 25 hours/);
    world.telegram.treatments = [];

    expect(await world.process(deliverMessage(3))).toEqual([0]);

    await world.drain();
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('does not delete another message, which has its own placeholder', async () => {
    world.telegram.show(askerId, 17);
    world.telegram.show(askerId, 18);
    world.telegram.treatments = [rateLimited(minuteMs)];

    await world.process(failureRecord(chatRequest({ messageId: 17 })));
    await world.process(failureRecord(chatRequest({ messageId: 18 })));
    await world.drain();

    expect(world.telegram.textsIn(askerId).toSorted()).toEqual([
      expect.stringContaining('already answered'),
      expect.stringContaining('could not be prepared'),
    ]);
  });

  /** The message `held` has held the lease for ten seconds, and the message `waiting` waits for it. */
  it.each([
    ['deletes a third one', 'third', { status: 'done' }],
    [
      'does not delete the second copy of the message that a process works on',
      'held',
      { status: 'later', delayMs: 10_000, isForHolder: true },
    ],
  ])('%s', (_does, messageId, outcome) => {
    const nowMs = 1_000_000;
    const lease = { id: 'lease', messageId: 'held', revision: 3, takenAtMs: nowMs - 10_000, untilMs: nowMs + 60_000 };
    const waiting = { messageId: 'waiting', revision: 3, untilMs: nowMs + 5_000 };
    const queued = { messageId, shortestPauseMs: 0 };
    const wanted = { revision: 3, queued, medium: 'text', logFields: {}, shownEvent: 'progress-shown' } as const;

    const { next } = decide({ lease, waiting }, { type: 'wanted', wanted, leaseId: 'new' }, nowMs);

    expect(next).toEqual({ type: 'end', outcome });
  });
});
