import { rowAt, rowTops } from './message-list';

describe('rowAt', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [9, 0],
    [10, 1],
    [35, 2],
    [99, 2],
  ])('finds what is at %d', (place, row) => {
    expect(rowAt(rowTops([10, 20, 30]), place)).toBe(row);
  });

  it('finds the first of none', () => {
    expect(rowAt(rowTops([]), 10)).toBe(0);
  });
});
