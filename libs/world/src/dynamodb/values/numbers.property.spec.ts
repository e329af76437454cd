import fc from 'fast-check';

import { compareTexts } from './attribute-values';
import { addNumbers, canonicalNumber, compareNumbers, orderedText } from './numbers';

/** Up to 19 digits, anywhere between 1E-40 and 1E+40. */
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.integer({ min: -40, max: 20 }))
  .map(([digits, power]) => ({ digits, power, text: canonicalNumber(`${digits}e${power}`) }));

/** As whole numbers of 1E-40. */
const scaled = ({ digits, power }: { digits: bigint; power: number }): bigint => digits * 10n ** BigInt(power + 40);

describe('numbers', () => {
  it.each([
    ['007', '7'],
    ['-0', '0'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['1e2', '100'],
    ['12.5E-3', '0.0125'],
    ['-1.0E+3', '-1000'],
  ])('%s have the shortest form %s', (text, expected) => {
    expect(canonicalNumber(text)).toBe(expected);
  });

  it.each(['', '.', '+5', '1e', '0x1', '1 ', 'NaN', '1e126', '1e-131', '1'.repeat(39)])('are not "%s"', (text) => {
    expect(() => canonicalNumber(text)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
  });

  it('are in the order of what they mean, and so are their ordered texts', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const difference = scaled(a) - scaled(b);
        const expected = difference < 0n ? -1 : Number(difference > 0n);

        expect(Math.sign(compareNumbers(a.text, b.text))).toBe(expected);
        expect(Math.sign(compareTexts(orderedText(a.text), orderedText(b.text)))).toBe(expected);
      }),
    );
  });

  it('are added and subtracted exactly, or refused for their digits', () => {
    fc.assert(
      fc.property(number, number, fc.constantFrom<1 | -1>(1, -1), (a, b, sign) => {
        const sum = scaled(a) + BigInt(sign) * scaled(b);
        const digits = String(sum).replace(/^-|0+$/g, '').length;
        const add = () => addNumbers(a.text, b.text, sign);

        if (digits > 38) expect(add).toThrow('38 significant digits');
        else expect(add()).toBe(canonicalNumber(`${sum}e-40`));
      }),
    );
  });
});
