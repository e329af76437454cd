import * as fc from 'fast-check';

import { PairIds } from './pair-ids';
import { PairSet } from './pair-set';

const pairs = fc.array(fc.tuple(fc.nat(40), fc.oneof(fc.nat(200), fc.nat(2_000_000))), { maxLength: 300 });

describe('PairSet', () => {
  it('knows which pairs are new, as many and as large as they may be', () => {
    fc.assert(
      fc.property(pairs, (added) => {
        const set = new PairSet();
        const known = new Set<string>();
        let leftCount = 0;
        let rightCount = 0;

        for (const [left, right] of added) {
          leftCount = Math.max(leftCount, left + 1);
          rightCount = Math.max(rightCount, right + 1);
          set.reserve(leftCount, rightCount);

          expect(set.add(left, right)).toBe(!known.has(`${left} ${right}`));
          known.add(`${left} ${right}`);
        }
      }),
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
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 2000 }), (added) => {
        const ids = new PairIds();
        const expected = new Map<string, number>();

        for (const [left, right] of added) {
          const key = `${left} ${right}`;
          if (!expected.has(key)) expected.set(key, expected.size);

          expect(ids.idOf(left, right)).toBe(expected.get(key));
        }
        expect(ids.count).toBe(expected.size);
      }),
    );
  });
});
