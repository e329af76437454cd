import * as fc from 'fast-check';

import { roundNumber } from './round-number';

describe('roundNumber', () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [2.4999999, 0, 2],
    [0.49999999999999994, 0, 0],
    [1250, -2, 1300],
    [49, -2, 0],
    [1e21, 2, 1e21],
    [9007199254740993, 0, 9007199254740993],
    [1.7976931348623157e308, -308, Infinity],
    [5e-324, 400, 5e-324],
    [5e-324, 1e9, 5e-324],
    [1.5, -1e9, 0],
    [12.345, 1.9, 12.3],
    [0, 3, 0],
  ])('of %d to %d digits is %d', (value, digits, rounded) => {
    expect(roundNumber(value, digits) + 0).toBe(rounded);
  });

  it('changes a number by half a unit of its last digit at most, and once', () => {
    const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true });

    fc.assert(
      fc.property(numbers, fc.integer({ min: -3, max: 6 }), (value, digits) => {
        const rounded = roundNumber(value, digits);

        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);
        expect(roundNumber(rounded, digits)).toBe(rounded);
      }),
    );
  });
});
