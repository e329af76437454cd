import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { selectByRank } from './select-by-rank';

const shapes: readonly ((index: number, length: number) => number)[] = [
  (index) => index,
  (index, length) => length - index,
  (index, length) => Math.min(index, length - index),
  () => 7,
  (index) => index % 3,
  (index) => (index * 7919) % 1009,
];

describe('selectByRank', () => {
  it('finds what stands there when the numbers are sorted', () => {
    const few = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 40 });
    const shaped = fc
      .tuple(fc.constantFrom(...shapes), fc.integer({ min: 1, max: 3000 }))
      .map(([shape, length]) => Array.from({ length }, (_, index) => shape(index, length)));

    fc.assert(
      fc.property(fc.oneof(few, shaped), fc.nat(), (numbers, place) => {
        const rank = place % numbers.length;

        const found = selectByRank(Float64Array.from(numbers), rank);

        expect(found + 0).toBe((Float64Array.from(numbers).sort()[rank] ?? NaN) + 0);
      }),
      { numRuns: runs(500) },
    );
  });
});
