import * as fc from 'fast-check';

import { Instant, type Value, WrittenNumber } from '../values/value';
import { call } from './testing/call';

describe('functions of conversion', () => {
  const table: readonly [name: string, operand: Value, result: Value][] = [
    ['tonumber', '5.50', 5.5],
    ['tonumber', '1e3', 1000],
    ['tonumber', ' 5', undefined],
    ['tonumber', '0x10', undefined],
    ['tonumber', '1e999', undefined],
    ['todouble', new WrittenNumber(8, '8.0'), 8],
    ['todouble', new Instant(5), 5],
    ['toint', '12.9', 12],
    ['toint', -12.9, -12],
    ['toint', 3e10, 3e10],
    ['tolong', '-7', -7],
    ['tolong', 'seven', undefined],
    ['isnumeric', '5.5', 1],
    ['isnumeric', 5, 1],
    ['isnumeric', '5 ms', 0],
    ['isnumeric', '', 0],
    ['isnumeric', undefined, undefined],
    ['hextodec', 'ff', 255],
    ['hextodec', '0xFF', 255],
    ['hextodec', '-0x10', -16],
    ['hextodec', '12', 18],
    ['hextodec', 12, 18],
    ['hextodec', '', undefined],
    ['hextodec', '0x', undefined],
    ['hextodec', 'fg', undefined],
    ['hextodec', 'f'.repeat(1000), undefined],
    ['hextodec', '0'.repeat(100_000) + 'a', 10],
    ['dectohex', 255, '0xff'],
    ['dectohex', '255', '0xff'],
    ['dectohex', 254.9, '0xfe'],
    ['dectohex', -255.9, '-0xff'],
    ['dectohex', -0.5, '0x0'],
    ['dectohex', 2 ** 64, '0x10000000000000000'],
    ['dectohex', 'ff', undefined],
    ['hextoascii', '616e6E61', 'anna'],
    ['hextoascii', '0x41', 'A'],
    ['hextoascii', 'ff', 'ÿ'],
    ['hextoascii', '', ''],
    ['hextoascii', '4', undefined],
    ['hextoascii', '4g', undefined],
    ['hextoascii', 41, 'A'],
  ];

  it.each(table)('%s of %j is %j', (name, operand, result) => {
    expect(call(name, operand)).toBe(result);
  });

  it('read every whole number that they wrote in hexadecimal digits', () => {
    const wholeNumbers = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(Math.trunc),
    );

    fc.assert(
      fc.property(wholeNumbers, (number) => {
        expect(call('hextodec', call('dectohex', number))).toBe(number + 0);
      }),
    );
  });
});
