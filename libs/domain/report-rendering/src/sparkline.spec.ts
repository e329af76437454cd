import { sparkline } from './sparkline';

describe('sparkline', () => {
  it.each([
    ['a rise', [0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    ['a gap, which is no zero', [7, null, 14], '▁·█'],
    ['the same number throughout', [5, 5, 5], '▁▁▁'],
    ['numbers below zero', [-2, -1, 0], '▁▅█'],
    ['the largest doubles', [-Number.MAX_VALUE, 0, Number.MAX_VALUE], '▁▅█'],
    ['the smallest ones', [0, 5e-324], '▁▁'],
    ['nothing but gaps', [null, null], '··'],
    ['nothing', [], ''],
  ])('draws %s', (_case, series, expected) => {
    expect(sparkline(series)).toBe(expected);
  });
});
