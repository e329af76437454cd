import * as fc from 'fast-check';

import {
  type NumberSet,
  allNumbers,
  complementOf,
  countOfNumbers,
  hasNumber,
  intersectNumbers,
  isNoNumber,
  noNumbers,
  numbersFrom,
  onlyNumber,
  spanOf,
  uniteNumbers,
} from './number-set';

const bounds = fc.constantFrom(-Infinity, -2, -1.5, 0, 1, 1.5, 2, 3, 2 ** 53, Infinity);
const samples = [-(2 ** 60), -2, -1.75, -1.5, -1, -0.5, 0, 0.5, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 2 ** 53, 2 ** 60];

const ranges = fc
  .tuple(bounds, bounds, fc.boolean())
  .map(([low, high, integer]) => numbersFrom(Math.min(low, high), Math.max(low, high), integer));

const { sets } = fc.letrec<{ sets: NumberSet }>((tie) => ({
  sets: fc.oneof(
    { maxDepth: 3 },
    ranges,
    fc.constant(noNumbers),
    fc.array(tie('sets'), { maxLength: 3 }).map(uniteNumbers),
    fc.tuple(tie('sets'), tie('sets')).map(([left, right]) => intersectNumbers(left, right)),
    tie('sets').map(complementOf),
  ),
}));

const membersOf = (set: NumberSet): readonly number[] => samples.filter((value) => hasNumber(set, value));

describe('a set of numbers', () => {
  it('has in an intersection what both have', () => {
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const both = membersOf(left).filter((value) => hasNumber(right, value));

        expect(membersOf(intersectNumbers(left, right))).toEqual(both);
      }),
    );
  });

  it('has in a union what one of them has, and no more where all are of whole numbers or none is', () => {
    fc.assert(
      fc.property(fc.array(sets, { maxLength: 4 }), (parts) => {
        const members = membersOf(uniteNumbers(parts));
        const expected = samples.filter((value) => parts.some((part) => hasNumber(part, value)));
        const kinds = new Set(parts.filter((part) => !isNoNumber(part)).map(({ integer }) => integer));

        expect(members).toEqual(expect.arrayContaining(expected));
        if (kinds.size < 2) expect(members).toEqual(expected);
      }),
    );
  });

  it('has in a complement what it has not, and no more unless it is of whole numbers', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const members = membersOf(complementOf(set));
        const expected = samples.filter((value) => !hasNumber(set, value));

        expect(members).toEqual(expect.arrayContaining(expected));
        if (!set.integer) expect(members).toEqual(expected);
      }),
    );
  });

  it('keeps its pieces in order, apart and filled', () => {
    fc.assert(
      fc.property(sets, ({ intervals }) => {
        intervals.forEach((interval, index) => {
          const next = intervals[index + 1];
          expect(interval.low).toBeLessThanOrEqual(interval.high);
          if (next) expect(interval.high).toBeLessThanOrEqual(next.low);
        });
      }),
    );
  });

  it('knows its span, its only member and how many it has', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const members = membersOf(set);
        const span = spanOf(set);

        expect(isNoNumber(set)).toBe(span === undefined);
        expect(countOfNumbers(set)).toBeGreaterThanOrEqual(members.length);
        expect(members.every((value) => span && value >= span.low && value <= span.high)).toBe(true);
        if (onlyNumber(set) !== undefined) expect(members).toEqual([onlyNumber(set)]);
      }),
    );
  });

  it('has no whole number between two neighbours', () => {
    const between = intersectNumbers(numbersFrom(-Infinity, Infinity, true), {
      intervals: [{ low: 5, high: 6, lowOpen: true, highOpen: true }],
      integer: false,
    });

    expect(isNoNumber(between)).toBe(true);
    expect(hasNumber(allNumbers, 5.5)).toBe(true);
  });

  it.each([
    [{ low: 2 ** 53, lowOpen: true, high: 2 ** 60 }, 2 ** 53],
    [{ low: -(2 ** 60), high: -(2 ** 53), highOpen: true }, -(2 ** 53)],
  ])('leaves %j open where the next whole number is the same double', (interval, bound) => {
    const whole = intersectNumbers(numbersFrom(-Infinity, Infinity, true), { intervals: [interval], integer: false });

    expect(hasNumber(whole, bound)).toBe(false);
    expect(hasNumber(whole, 4 * bound)).toBe(true);
  });

  it('is one range when it has too many pieces', () => {
    const many = uniteNumbers(Array.from({ length: 5_000 }, (_, index) => numbersFrom(index, index)));

    expect(many.intervals).toEqual([{ low: 0, lowOpen: false, high: 4_999, highOpen: false }]);
  });
});
