import { parseFaultPlan } from '@pulso/fault-plans';

import { runWorld } from '../world/run-worlds';
import { regressionSeeds } from './seeds';

describe('worlds that once broke a promise', () => {
  it.each(regressionSeeds)('keep all of them now: seed $seed with $queryCount queries and $faults', async (entry) => {
    const { seed, queryCount, faults } = entry;

    const { violations } = await runWorld({ seed, queryCount, faults: parseFaultPlan(faults, 'simulation') });

    expect(violations).toEqual([]);
  });

  it('each say why they are here, once', () => {
    const keys = regressionSeeds.map(({ seed, queryCount, faults }) => `${seed} ${queryCount} ${faults}`);

    expect(new Set(keys).size).toBe(keys.length);
    for (const { why } of regressionSeeds) expect(why.length).toBeGreaterThan(20);
  });
});
