import { formatFaultPlan } from '@pulso/local/fault-plans';

import { type Outcome } from './outcome';

/**
 * What `--json` writes: options, numbers, violations; members sorted by name where workers could make another order.
 * Besides `speed` it is the same for the same seeds on every machine.
 */
export function outcomeJson({ options, statistics, traceHash, isInterrupted, speed, ...found }: Outcome): object {
  const { firstSeed, seedCount, queryCount, faults } = options;
  return {
    options: { firstSeed, seedCount, queryCount, faults: faults.name, faultPlan: formatFaultPlan(faults.plan) },
    traceHash: traceHash ?? null,
    isInterrupted,
    statistics: sorted(statistics),
    violationCounts: sorted(found.violationCounts),
    brokenSeedCount: found.brokenCount,
    // Of the lowest seeds: at most a thousand worlds.
    violations: found.broken.flatMap(({ seed, traceHash: hash, violations }) =>
      violations.map(({ rule, message, atMs }) => ({ seed, rule, message, atMs, traceHash: hash })),
    ),
    speed,
  };
}

function sorted(value: object): object {
  const byName = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    byName.map(([name, member]) => [name, typeof member === 'object' && member !== null ? sorted(member) : member]),
  );
}
