import { addNumbers, canonicalNumber } from './values';

describe('numbers', () => {
  it.each([
    ['007', '7'],
    ['-0', '0'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['1e2', '100'],
    ['12.5E-3', '0.0125'],
    ['-1.0E+3', '-1000'],
    ['0.1234567890123456', '0.1234567890123456'],
  ])('%s have the shortest form %s', (text, expected) => {
    expect(canonicalNumber(text)).toBe(expected);
  });

  it.each(['', '.', '+5', '1e', '0x1', '1 ', 'NaN', '1e126', '1e-131', '1'.repeat(39), '9007199254740993'])(
    'are not "%s"',
    (text) => {
      expect(() => canonicalNumber(text)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
    },
  );

  it('are added if JavaScript does it exactly', () => {
    expect([addNumbers('2', '3', 1), addNumbers('2', '3', -1)]).toEqual(['5', '-1']);
    expect(() => addNumbers('0.1', '0.2', 1)).toThrow(/the sum of 0.1 and 0.2/);
    expect(() => addNumbers('9007199254740991', '1', 1)).toThrow(/the sum of/);
  });
});
