import { asker, contentOf, deliverMessage, destination, reportUpdate } from './testing/factories';
import { World } from './testing/world';

let world: World;

beforeEach(() => {
  world = new World();
});

const many = (count: number) => Array.from({ length: count }, (_, index) => destination({ chatId: `-${index + 1}` }));

describe('processReportUpdates', () => {
  it('turns an update into one message per destination and calls nobody yet', async () => {
    const destinations = [destination(), asker()];

    const comeBack = await world.process(reportUpdate({ destinations }));

    expect(comeBack).toEqual([]);
    expect(world.sent.map(({ body }) => body)).toEqual(
      destinations.map((one) => deliverMessage(3, { destination: one })),
    );
    expect(world.telegram.calls).toEqual([]);
  });

  it('spreads a broadcast over time, 25 a second', async () => {
    await world.process(reportUpdate({ destinations: many(60) }));

    const delays = world.sent.map(({ delaySeconds }) => delaySeconds);
    expect([0, 1, 2].map((second) => delays.filter((delay) => delay === second).length)).toEqual([25, 25, 10]);
  });

  it('never asks SQS for a longer delay than it gives', async () => {
    await world.process(reportUpdate({ destinations: many(23_000) }));

    expect(world.sent.at(-1)?.delaySeconds).toBe(900);
  });

  it('shows progress only where somebody wants to see it', async () => {
    const content = { ...contentOf(3), state: 'progress' as const };

    await world.process(reportUpdate({ content, destinations: [destination(), asker()] }));

    expect(world.sent).toEqual([]);
    expect(new Set(world.telegram.calls.map(({ chatId }) => chatId))).toEqual(new Set([asker().chatId]));
  });

  it('delivers at once where nobody else could be held up', async () => {
    await world.process(reportUpdate());

    expect(world.sent).toEqual([]);
    expect(world.telegram.messages).toHaveLength(1);
  });

  it('sends nothing at all for an update without destinations', async () => {
    world.faults = [{ atCall: 1, when: 'before', kind: 'throws' }];

    expect(await world.process(reportUpdate({ destinations: [] }))).toEqual([]);
  });

  it('comes back when the queue refused a part of a split update', async () => {
    world.faults = [{ atCall: 1, when: 'after', kind: 'throws' }];

    expect(await world.process(reportUpdate({ destinations: [destination(), asker()] }))).toEqual([0]);
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

  it('posts once when the same update arrives many times', async () => {
    for (let copy = 0; copy < 5; copy += 1) world.enqueue(reportUpdate());

    await world.drain();

    expect(world.telegram.calls).toHaveLength(1);
  });
});
