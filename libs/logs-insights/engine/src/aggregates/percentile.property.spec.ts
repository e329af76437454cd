import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { NumberBag, selectByRank } from './percentile';

/** More than are kept as they come, so that they are merged more than once. */
const manyNumbers = (kinds: readonly number[], count: number): number[] =>
  Array.from({ length: count }, (_, index) => kinds[(index * 7919) % kinds.length] ?? 0);

describe('a bag of numbers', () => {
  it('has at each place what an array has when it is sorted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.constantFrom(1, 40, 65_536, 65_537, 150_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kinds, count, place) => {
          const numbers = manyNumbers(kinds, count);
          const rank = Math.min(Math.floor(place * count), count - 1);
          const bag = new NumberBag();
          for (const number of numbers) bag.add(number);

          const found = bag.at(rank);

          expect(bag.count).toBe(count);
          expect(found === Float64Array.from(numbers).sort()[rank]).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes more numbers after it was asked', () => {
    const bag = new NumberBag();
    for (let number = 0; number < 70_000; number += 1) bag.add(number % 10);

    const before = bag.at(69_999);
    bag.add(11);

    expect([before, bag.at(70_000), bag.at(0)]).toEqual([9, 11, 0]);
  });
});

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
