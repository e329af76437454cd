import { usualCountOf } from './usual-count-of';

describe('usualCountOf', () => {
  it('is the median of the same weekday', () => {
    expect(usualCountOf([5, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 1, 1, 6, 1, 1, 1, 1, 1, 1], 'day')).toBe(6);
  });

  it('is that of the last two weeks, while the weekday has come less than three times', () => {
    expect(usualCountOf([4, null, 1, 2, 3, 4, 5, 6], 'day')).toBe(4);
    expect(usualCountOf([1, 2, 3], 'day')).toBeUndefined();
  });

  it('is that of other windows', () => {
    expect(usualCountOf([4, 5, 7, 9], 'other')).toBe(6);
    expect(usualCountOf([4, null, 7], 'other')).toBeUndefined();
  });
});
