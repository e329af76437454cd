import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { PairIds } from './pair-ids';
import { PairSet } from './pair-set';

const pairs = fc.array(fc.tuple(fc.nat(40), fc.oneof(fc.nat(200), fc.nat(2_000_000))), {
  minLength: 20,
  maxLength: 300,
});

describe('PairSet', () => {
  it('knows which pairs are new, as many and as large as they may be', () => {
    fc.assert(
      fc.property(pairs, (added) => {
        const set = new PairSet();
        let leftCount = 0;
        let rightCount = 0;

        const areNew = added.map(([left, right]) => {
          leftCount = Math.max(leftCount, left + 1);
          rightCount = Math.max(rightCount, right + 1);
          set.reserve(leftCount, rightCount);
          return set.add(left, right);
        });

        const names = added.map((pair) => pair.join(' '));
        expect(areNew).toEqual(names.map((name, index) => names.indexOf(name) === index));
      }),
      { numRuns: runs(200) },
    );
  });

  it('says when pairs become too many for a bit each', () => {
    const set = new PairSet();

    expect([set.reserve(10, 1000), set.reserve(1000, 1000), set.reserve(100_000, 1000), set.reserve(1, 1)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('PairIds', () => {
  it('numbers pairs in the order in which they appear', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 300, maxLength: 2000 }), (added) => {
        const ids = new PairIds();

        const numbered = added.map(([left, right]) => ids.idOf(left, right));

        const names = added.map((pair) => pair.join(' '));
        const different = [...new Set(names)];
        expect(numbered).toEqual(names.map((name) => different.indexOf(name)));
        expect(ids.count).toBe(different.length);
      }),
      { numRuns: runs(200) },
    );
  });
});
