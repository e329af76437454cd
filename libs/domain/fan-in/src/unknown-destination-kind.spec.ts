import { World, channel, countOf, finished, inShort, opened, planOf } from './testing/world';

/** As a dispatcher of a later version may name one. */
const pigeon = { type: 'carrier-pigeon', loft: 'north' };

describe('a destination of a kind that only a later version knows', () => {
  it('is passed on as it is, with the report for the others', async () => {
    const world = new World();
    const plan = { ...planOf(['a']), destinations: [pigeon, channel] };

    await world.deliver(opened(plan), finished('a', countOf('1')));

    expect(world.reports.map(inShort)).toEqual(['complete a=1']);
    expect(world.lastReport?.destinations).toEqual([pigeon, channel]);
  });
});
