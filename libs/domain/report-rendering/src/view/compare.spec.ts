import * as fc from 'fast-check';

import { baseOf, changeOf } from './compare';

describe('what a number is compared with', () => {
  it.each([
    ['nothing on the first day', [], undefined],
    ['nothing where nothing is known', [null, null], undefined],
    ['the day before on the second day', [4], { against: 'previous', value: 4, windowCount: 1, isGapless: true }],
    ['the day before while two days are known', [8, 4], { against: 'previous', value: 4 }],
    ['nothing where the day before is one of few and a gap', [8, 4, null], undefined],
    ['the average of three', [1, 2, 6], { against: 'average', value: 3, windowCount: 3, isGapless: true }],
    ['the last seven of more', [100, 7, 7, 7, 7, 7, 7, 7], { value: 7, windowCount: 7, isGapless: true }],
    ['the known ones of a row with a gap, which is no zero', [3, 3, null, 3], { value: 3, isGapless: false }],
    ['known days further back where the week has gaps', [9, 2, 2, 2, 2, null, 2, 2, 2], { value: 2, windowCount: 7 }],
  ])('is %s', (_case, earlier, expected) => {
    const base = baseOf(earlier, 'average');

    if (expected === undefined) expect(base).toBeUndefined();
    else expect(base).toMatchObject(expected);
  });

  it('is the week before for weeks, however many are known, and nothing where that is a gap', () => {
    expect(baseOf([1, 1, 1, 5], 'previous')).toMatchObject({ against: 'previous', value: 5 });
    expect(baseOf([1, 1, 1, null], 'previous')).toBeUndefined();
  });

  it('lies between the lowest and the highest of the known numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer())), (earlier) => {
        const base = baseOf(earlier, 'average');
        fc.pre(base !== undefined);
        const known = earlier.filter((value) => value !== null);

        expect(base.value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-6 * Math.abs(Math.min(...known)));
        expect(base.value).toBeLessThanOrEqual(Math.max(...known) + 1e-6 * Math.abs(Math.max(...known)));
      }),
    );
  });
});

describe('a change', () => {
  it.each([
    [112, 100, { direction: 'up', percent: 12 }],
    [97, 100, { direction: 'down', percent: 3 }],
    [100, 100, { direction: 'same', percent: 0 }],
    [1001, 1000, { direction: 'same', percent: 0 }],
    [5, 0, { direction: 'up', percent: 'new' }],
    [-5, 0, { direction: 'down', percent: 'new' }],
    [0, 0, { direction: 'same', percent: 0 }],
    [0, 8, { direction: 'down', percent: 100 }],
    [3, 1000, { direction: 'down', percent: 99 }],
    [1997, 1000, { direction: 'up', percent: 100 }],
    [-5, -10, { direction: 'up', percent: 50 }],
  ])('from %d, the base being %d, is in whole percent', (value, base, expected) => {
    expect(changeOf(value, base)).toEqual(expected);
  });
});
