import { parseFaultPlan } from '@pulso/local/fault-plans';

import { runWorld } from '../world/run-worlds';
import { standingQueryCount } from '../standing/measure-promises';
import { lengthsMs } from '../standing/standing-faults';
import { standingFaultOf, standingWorld } from '../standing/standing-worlds';
import { regressionSeeds } from './seeds';
import { standingRegressionSeeds } from './standing-seeds';

describe('worlds that once broke a promise', () => {
  it.each(regressionSeeds)('keep all of them now: seed $seed with $queryCount queries and $faults', async (entry) => {
    const { seed, queryCount, faults, lasting } = entry;
    const lastingMs = lasting && lengthsMs[lasting];

    const { violations } = await runWorld({
      seed,
      queryCount,
      faults: parseFaultPlan(faults, 'simulation'),
      lastingMs,
    });

    expect(violations).toEqual([]);
  });

  it.each(standingRegressionSeeds)('keep all of them now under one fault that stays: seed $seed', async ({ seed }) => {
    const { violations } = await runWorld(standingWorld(standingFaultOf(seed), seed, standingQueryCount));

    expect(violations).toEqual([]);
  });

  it('each say why they are here, once', () => {
    const keys = regressionSeeds.map(({ seed, queryCount, faults }) => `${seed} ${queryCount} ${faults}`);

    expect(new Set(keys).size).toBe(keys.length);
    const standingKeys = standingRegressionSeeds.map(({ seed }) => seed);
    expect(new Set(standingKeys).size).toBe(standingKeys.length);
    for (const { why } of [...regressionSeeds, ...standingRegressionSeeds]) expect(why.length).toBeGreaterThan(20);
  });
});
