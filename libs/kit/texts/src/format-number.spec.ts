import * as fc from 'fast-check';

import { formatNumber } from './format-number';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-1234.5, '-1,234.5'],
    [0.1 + 0.2, '0.3'],
    [12.345, '12.35'],
    [999.999, '1,000'],
    [0.004, '0.004'],
    [-0.00123, '-0.0012'],
    [0.009999, '0.01'],
    [5e-324, '5e-324'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
    [1e21, '1e+21'],
    [Infinity, 'Infinity'],
    [NaN, 'NaN'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('loses no digit of a whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(Number(formatNumber(value).replaceAll(',', ''))).toBe(value);
      }),
    );
  });
});
