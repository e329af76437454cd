import { parseFaultPlan } from '@pulso/local/fault-plans';

import { renderBrokenWorld, renderOtherSeeds, renderRepeat, renderTrace } from './render-violations';

const violation = (rule: string) => ({ rule, message: `${rule} happened`, atMs: 0 });

const broken = (seed: number, ...rules: string[]) => ({ seed, traceHash: 'abc', violations: rules.map(violation) });

describe('renderBrokenWorld', () => {
  it('begins with the promise that was broken first', () => {
    expect(renderBrokenWorld(broken(7, 'double', 'stale'))).toEqual([
      'VIOLATION double, seed 7: double happened',
      '  and stale: stale happened',
    ]);
  });

  it('lists a few and counts the others', () => {
    const lines = renderBrokenWorld(broken(7, ...Array.from({ length: 20 }, () => 'late')));

    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('  and 9 more');
  });
});

describe('renderTrace', () => {
  it('says how much of the trace is left out', () => {
    const trace = { lines: ['+  0:00:00.001 a'], leftOutCount: 1_234 };

    expect(renderTrace(trace)).toEqual(['(1,234 earlier lines; --trace prints them)', '+  0:00:00.001 a']);
    expect(renderTrace({ ...trace, leftOutCount: 0 })).toEqual(['+  0:00:00.001 a']);
  });
});

describe('renderRepeat', () => {
  const faults = { name: 'kill:*,slow:logs.*=2s', plan: parseFaultPlan('kill:*,slow:logs.*=2s') };

  it('gives a command that a shell reads as it is meant', () => {
    const named = { queryCount: 3, faults: { ...faults, name: "it's here.json" } };

    expect(renderRepeat(7, named)[1]).toBe(
      String.raw`  npm run simulate -- --seed 7 --queries 3 --faults 'it'\''s here.json' --trace`,
    );
    expect(renderRepeat(7, { queryCount: 3, faults })[1]).toContain("--faults 'kill:*,slow:logs.*=2s' --trace");
  });

  it('gives the command with fewer faults where fewer suffice', () => {
    const smaller = { plan: parseFaultPlan('kill:notifier'), triedCount: 5 };

    expect(renderRepeat(7, { queryCount: 3, faults }, smaller).slice(2)).toEqual([
      'The same promise breaks with fewer faults: 1 rule does (5 plans tried):',
      '  npm run simulate -- --seed 7 --queries 3 --faults kill:notifier --trace',
    ]);
    expect(renderRepeat(7, { queryCount: 3, faults }, { plan: faults.plan, triedCount: 5 })).toHaveLength(2);
  });
});

describe('renderOtherSeeds', () => {
  it('names some of the other worlds and counts the rest', () => {
    const worlds = Array.from({ length: 15 }, (_, seed) => broken(seed, 'late'));

    expect(renderOtherSeeds(worlds, 2_000)[0]).toMatch(/^Other seeds: 1 \(late\), .*, 10 \(late\) and 1,989 more\.$/);
    expect(renderOtherSeeds([broken(1, 'late')], 1)).toEqual([]);
  });
});
