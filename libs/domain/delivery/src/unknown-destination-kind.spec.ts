import { destination, mailingList, reportUpdate, webhook } from './testing/factories';
import { World } from './testing/world';

const pigeon = { type: 'carrier-pigeon', loft: 'north' };

describe('a destination of a kind that only a later version knows', () => {
  it('returns to the queue, and the others are served', async () => {
    const world = new World();
    world.enqueue(reportUpdate({ destinations: [pigeon, destination(), mailingList(), webhook()] }));

    await world.drain();

    expect(world.telegram.messages).toHaveLength(1);
    expect(world.posts.arrived).toHaveLength(2);
    expect(world.queue.deadLetters.map((body) => JSON.parse(body))).toMatchObject([
      { type: 'deliver', destination: pigeon },
    ]);
    expect(world.logLines.join()).toMatch(/UnknownDestinationKindError.*carrier-pigeon/);
  });

  it('is served by the later version when it is alone, for the message comes back as it was', async () => {
    const world = new World();

    expect(await world.process(reportUpdate({ destinations: [pigeon] }))).toEqual([0]);

    expect(world.sent).toEqual([]);
    expect(world.store.items.size).toBe(0);
  });
});
