import { World, countOf, failure, finished, inShort, opened, planOf, runId } from './testing/world';

const plan = planOf(['a', 'b']);

describe('storeResult', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  describe('counting (A1, A2)', () => {
    it('puts a success in the place of a failure without counting again', async () => {
      await world.deliver(opened(plan), finished('a', failure()), finished('a', countOf('1')));

      expect(await world.storedRun()).toMatchObject({ counter: 1, revision: 3, state: 'running' });
    });

    it.each([
      ['a failure', failure('late')],
      ['another number', countOf('5')],
    ])('never lets %s take the place of a success', async (_what, outcome) => {
      await world.deliver(
        opened(plan),
        finished('a', countOf('1')),
        finished('a', outcome),
        finished('b', countOf('2')),
      );

      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('keeps the first of several reasons', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', failure('first')), finished('a', failure('second')));

      expect(world.reports.map(inShort)).toEqual(['partial a:first']);
    });

    it('corrects a closed report when a success comes late', async () => {
      await world.deliver(
        opened(plan),
        finished('a', failure()),
        finished('b', countOf('2')),
        finished('a', countOf('1')),
      );

      expect(world.reports.map(inShort)).toEqual(['partial b=2 a:gave-up', 'complete a=1 b=2']);
      expect(world.reports[1]?.revision).toBeGreaterThan(world.reports[0]?.revision ?? Number.NaN);
    });

    it('makes a result that no item can hold small before it stores it', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', countOf('x'.repeat(400_000))));

      expect(world.reports.map(inShort)).toEqual(['partial a:unexpected-result']);
      expect(JSON.stringify(await world.deps.store.readResults(runId)).length).toBeLessThan(1_000);
    });

    it('says in the log what the counter is at', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('a', countOf('1')));

      expect(world.logged('result-counted')).toMatchObject([
        { queryId: 'a', status: 'success', change: 'added', counter: 1, expectedCount: 2 },
        { change: 'duplicate', counter: 1 },
      ]);
    });
  });
});
