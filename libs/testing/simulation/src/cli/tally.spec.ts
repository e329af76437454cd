import { emptyStatistics } from '../world/statistics';
import { SeedsTally, Tally } from './tally';

const world = (seed: number, ...rules: string[]) => ({
  seed,
  traceHash: seed.toString(16).padStart(8, '0'),
  violations: rules.map((rule) => ({ rule, message: '', atMs: 0 })),
  statistics: { ...emptyStatistics(), worlds: 1, faults: { kill: seed } },
});

const reportOf = (...worlds: ReturnType<typeof world>[]) => {
  const { statistics, violationCounts, brokenCount, broken } = worlds.reduce((tally, one) => {
    tally.addWorld(one);
    return tally;
  }, new Tally());
  const hashes = worlds.map(({ seed, traceHash }) => [seed, traceHash] as const);
  return { hashes, statistics, violationCounts, brokenCount, broken };
};

const told = ({ statistics, violationCounts, brokenCount, broken, traceHash }: SeedsTally) => ({
  statistics,
  violationCounts,
  brokenCount,
  broken,
  traceHash,
});

describe('SeedsTally', () => {
  const worlds = [world(5), world(6, 'late', 'late'), world(7), world(8, 'double')];

  it('comes to the same for every order and every grouping of worlds', () => {
    const one = new SeedsTally(5);
    one.addReport(reportOf(...worlds));
    const other = new SeedsTally(5);
    for (const late of [...worlds].reverse()) other.addReport(reportOf(late));

    expect(told(other)).toEqual(told(one));
    expect(told(one)).toMatchObject({
      statistics: { worlds: 4, faults: { kill: 26 } },
      violationCounts: { late: 2, double: 1 },
      brokenCount: 2,
    });
    expect(one.broken.map(({ seed }) => seed)).toEqual([6, 8]);
    expect(one.traceHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('has another hash for another trace, or the same traces in another order', () => {
    const hashOf = (...hashes: string[]) => {
      const tally = new SeedsTally(0);
      hashes.forEach((hash, seed) => tally.addTrace(seed, hash));
      return tally.traceHash;
    };

    expect(new Set([hashOf('aa', 'bb'), hashOf('bb', 'aa'), hashOf('aa', 'bc')]).size).toBe(3);
  });

  it('has no hash while a world in between is missing', () => {
    const tally = new SeedsTally(5);

    tally.addReport(reportOf(world(5), world(7)));

    expect(tally.traceHash).toBeUndefined();
  });

  it('keeps the thousand lowest seeds of broken worlds and counts all', () => {
    const tally = new SeedsTally(0);
    for (let seed = 1_500; seed >= 0; seed -= 1) tally.addReport(reportOf(world(seed, 'late')));

    expect(tally.brokenCount).toBe(1_501);
    expect(tally.broken).toHaveLength(1_000);
    expect(tally.broken.at(-1)?.seed).toBe(999);
  });

  it('keeps few of the violations of one world, and counts all', () => {
    const tally = new SeedsTally(0);

    tally.addReport(reportOf(world(0, ...Array.from({ length: 500 }, () => 'double'))));

    expect(tally.violationCounts).toEqual({ double: 500 });
    expect(tally.broken[0]?.violations).toHaveLength(20);
  });
});
