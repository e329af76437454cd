import { baseOf, changeOf } from './number-text';

describe('what a number is shown against', () => {
  it.each([
    ['nothing on the first day', [], null],
    ['nothing in the first week', [1, 2, 3, 4, 5, 6], null],
    ['not the very first day, whose records may begin within it', [1, 2, 3, 4, 5, 6, 7], null],
    ['the same weekday a week before', [1, 2, 3, 4, 5, 6, 7, 8], 2],
    ['nothing where that is a gap', [1, null, 3, 4, 5, 6, 7, 8], null],
  ])('is of a day %s', (_case, earlier, expected) => {
    expect(baseOf({ earlier }, true)).toBe(expected);
  });

  it.each([
    ['nothing at first', {}, null],
    ['not the very first one', { earlier: [5] }, null],
    ['the one before', { earlier: [1, 5] }, 5],
    ['nothing where that is a gap', { earlier: [1, 5, null] }, null],
    ['of a sum the sum before', { earlier: [5], parts: [1, 2] }, 5],
  ])('is of another window %s', (_case, value, expected) => {
    expect(baseOf(value, false)).toBe(expected);
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
