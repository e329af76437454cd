import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { isSettled } from './decide';
import { destinationKindOf } from './delivery';
import { asker, contentOf, deliverMessage, destination, mailingList, reportUpdate, webhook } from './testing/factories';
import { refuse } from './testing/fake-services';
import { World } from './testing/world';

let world: World;

beforeEach(() => {
  world = new World();
});

const many = (count: number) => Array.from({ length: count }, (_, index) => destination({ chatId: `-${index + 1}` }));

describe('processReportUpdates', () => {
  it('turns an update into one message per destination and does not call Telegram yet', async () => {
    const destinations = [destination(), asker()];

    const comeBack = await world.process(reportUpdate({ destinations }));

    expect(comeBack).toEqual([]);
    expect(world.sent).toEqual(destinations.map((one) => deliverMessage(3, { destination: one })));
    expect(world.telegram.calls).toEqual([]);
  });

  it('shows progress only at destinations that want it', async () => {
    const content = { ...contentOf(3), state: 'progress' as const };

    await world.process(reportUpdate({ content, destinations: [destination(), asker()] }));

    expect(world.sent).toEqual([]);
    expect(new Set(world.telegram.calls.map(({ chatId }) => chatId))).toEqual(new Set([asker().chatId]));
  });

  it('delivers at once to a lone destination, which can delay no other', async () => {
    await world.process(reportUpdate());

    expect(world.sent).toEqual([]);
    expect(world.telegram.messages).toHaveLength(1);
  });

  it('comes back when the queue refused a part of a split update', async () => {
    world.faults = [{ atCall: 1, when: 'after', kind: 'throws' }];

    expect(await world.process(reportUpdate({ destinations: [destination(), asker()] }))).toEqual([0]);
  });

  it('splits an update again at the receives 2, 4, 8, 16 and 32 of 60', async () => {
    world.enqueue(reportUpdate({ destinations: many(2) }));
    world.enqueue = () => {
      throw new Error('The queue has it, and does not answer.');
    };

    await world.drain();

    expect(world.sent).toHaveLength(6);
  });

  it('sends again only what the store does not know, when an update comes back', async () => {
    const destinations = many(2);
    world.enqueue(reportUpdate({ destinations }));
    const receive = async (fault?: 'before' | 'after'): Promise<void> => {
      world.faults = fault ? [{ atCall: world.portCallCount + 1, when: fault, kind: 'dies' }] : [];
      await world.receive();
    };

    for (const fault of ['after', undefined, 'before', undefined] as const) await receive(fault);

    expect(world.sent).toEqual(
      [...destinations, ...destinations.slice(1)].map((one) => deliverMessage(3, { destination: one })),
    );
  });

  it.each([
    ['is awaited', { waiting: { messageId: 'm-9', revision: 3, placeholderMessageId: 7, untilMs: 1 } }, true],
    ['is shown', { deliveredRevision: 3, messageId: 7 }, true],
    ['is shown elsewhere than in its placeholder', { deliveredRevision: 3, messageId: 8 }, false],
  ])('knows whether a report that %s needs a message', (_what, delivery, expected) => {
    const asked = { revision: 3, placeholderMessageId: 7, queued: { messageId: 'm-1' } };

    expect(isSettled(delivery, asked, 0)).toBe(expected);
  });

  it('pauses for longer and longer when a message kills the process at each receive', async () => {
    world.faults = Array.from({ length: 200 }, (_, index) => ({ atCall: index + 1, when: 'after', kind: 'dies' }));
    world.enqueue(deliverMessage(3));

    await world.drain();

    expect(world.queue.deadLetters).toHaveLength(1);
    expect(world.queue.pauses).toEqual(Array.from({ length: 52 }, (_, index) => Math.min(240 + index * 60, 900)));
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['an empty body', ''],
    ['an unknown type', JSON.stringify({ schemaVersion: 1, type: 'dance' })],
    ['a newer version', JSON.stringify({ ...reportUpdate(), schemaVersion: 99 })],
    ['a revision that is no number', JSON.stringify({ ...reportUpdate(), revision: 'x' })],
    ['a very long text', 'x'.repeat(1_000_000)],
  ])('returns %s to the queue and handles its neighbours', async (_case, body) => {
    const comeBack = await world.process(body, deliverMessage(3));

    expect(comeBack).toEqual([0]);
    expect(world.telegram.messages).toHaveLength(1);
  });

  it('calls Telegram three times within a second, and then brings back only the failed message', async () => {
    world.telegram.treatments = Array.from({ length: 3 }, () => refuse({ status: 'not-sent', reason: 'ENOTFOUND' }));

    expect(await world.process(deliverMessage(3), reportUpdate({ destinations: [] }))).toEqual([0]);

    expect(world.sleepsMs).toEqual([300, 500]);
    expect(world.queue.pauses).toEqual([reportUpdatesDelivery.failureVisibilityTimeoutSeconds]);
  });
});

const pigeon = { type: 'carrier-pigeon', loft: 'north' };

describe('a destination of an unknown kind', () => {
  it('returns to the queue, and the others are served', async () => {
    world.enqueue(reportUpdate({ destinations: [pigeon, destination(), mailingList(), webhook()] }));

    await world.drain();

    expect(world.telegram.messages).toHaveLength(1);
    expect(world.posts.arrived).toHaveLength(2);
    expect(world.queue.deadLetters.map((body) => JSON.parse(body))).toMatchObject([
      { type: 'deliver', destination: pigeon },
    ]);
    expect(world.logLines.join()).toMatch(/UnknownDestinationKindError.*carrier-pigeon/);
  });

  it('is served by a later version when it is alone: the message comes back unchanged', async () => {
    expect(await world.process(reportUpdate({ destinations: [pigeon] }))).toEqual([0]);

    expect(world.sent).toEqual([]);
    expect(world.store.items.size).toBe(0);
  });
});

it.each([
  ['telegram-private', destination({ chatId: '42' })],
  ['telegram-group', destination({ chatId: '-42' })],
  ['telegram-channel-or-supergroup', destination({ chatId: '-10042' })],
  ['telegram-channel-or-supergroup', destination({ chatId: '@pulso' })],
  ['telegram-group-topic', destination({ chatId: '-42', messageThreadId: 7 })],
  ['telegram-private-topic', destination({ chatId: '42', messageThreadId: 7 })],
  ['email:owners', mailingList()],
])('calls a destination %s in logs, without its id', (kind, one) => {
  expect(destinationKindOf(one)).toBe(kind);
});
