import * as fc from 'fast-check';

import { Instant, type Value, WrittenNumber } from '../values/value';
import { roundNumber } from './number';
import { call } from './testing/call';

describe('functions of numbers', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['abs', [-2.5], 2.5],
    ['abs', ['-2'], 2],
    ['abs', ['two'], undefined],
    ['abs', [new WrittenNumber(-1, '-1.0')], 1],
    ['ceil', [1.2], 2],
    ['ceil', [1e300], 1e300],
    ['floor', [-1.2], -2],
    ['floor', [''], undefined],
    ['sqrt', [16], 4],
    ['sqrt', [-1], undefined],
    ['log', [Math.E], 1],
    ['log', [0], undefined],
    ['log', [-1], undefined],
    ['greatest', [1, '12', undefined, 'x'], 12],
    ['greatest', [undefined, 'x'], undefined],
    ['greatest', [new Instant(5), 4], 5],
    ['least', [3, -1, 2], -1],
    ['least', ['x', 7], 7],
    ['round', [2.5], 3],
    ['round', [-2.5], -3],
    ['round', [1.005, 2], 1.01],
    ['round', [1250, -2], 1300],
    ['round', ['x'], undefined],
    ['round', [1.5, undefined], undefined],
    ['round', [1.5, 'x'], undefined],
    ['haversine', [52.52, 13.405, 52.52, 13.405], 0],
    ['haversine', ['52.52', 13.405, '48.8566', 2.3522], 877],
    ['haversine', [0, 0, 0, 90], 10_008],
    ['haversine', [0, 0, 0, 180], 20_015],
    ['haversine', [90, 0, -90, 77], 20_015],
    ['haversine', [45, 60, -45, -120], 20_015],
    ['haversine', [41.7, 54, -41.7, -126], 20_015],
    ['haversine', [0, 179, 0, -179], 222],
    ['haversine', [1, 2, 3, undefined], undefined],
    ['haversine', ['north', 2, 3, 4], undefined],
    ['haversine', [1e308, 1e308, -1e308, 0], undefined],
    ['tonumber', ['5.50'], 5.5],
    ['tonumber', ['1e3'], 1000],
    ['tonumber', [' 5'], undefined],
    ['tonumber', ['0x10'], undefined],
    ['tonumber', ['1e999'], undefined],
    ['todouble', [new WrittenNumber(8, '8.0')], 8],
    ['todouble', [new Instant(5)], 5],
    ['toint', ['12.9'], 12],
    ['toint', [-12.9], -12],
    ['toint', [3e10], 3e10],
    ['tolong', ['-7'], -7],
    ['tolong', ['seven'], undefined],
    ['isnumeric', ['5.5'], 1],
    ['isnumeric', [5], 1],
    ['isnumeric', ['5 ms'], 0],
    ['isnumeric', [''], 0],
    ['isnumeric', [undefined], undefined],
    ['hextodec', ['ff'], 255],
    ['hextodec', ['0xFF'], 255],
    ['hextodec', ['-0x10'], -16],
    ['hextodec', ['12'], 18],
    ['hextodec', [12], 18],
    ['hextodec', [''], undefined],
    ['hextodec', ['0x'], undefined],
    ['hextodec', ['fg'], undefined],
    ['hextodec', ['f'.repeat(1000)], undefined],
    ['hextodec', ['0'.repeat(100_000) + 'a'], 10],
    ['dectohex', [255], '0xff'],
    ['dectohex', ['255'], '0xff'],
    ['dectohex', [254.9], '0xfe'],
    ['dectohex', [-255.9], '-0xff'],
    ['dectohex', [-0.5], '0x0'],
    ['dectohex', [2 ** 64], '0x10000000000000000'],
    ['dectohex', ['ff'], undefined],
    ['hextoascii', ['616e6E61'], 'anna'],
    ['hextoascii', ['0x41'], 'A'],
    ['hextoascii', ['ff'], 'ÿ'],
    ['hextoascii', [''], ''],
    ['hextoascii', ['4'], undefined],
    ['hextoascii', ['4g'], undefined],
    ['hextoascii', [41], 'A'],
  ];

  it.each(table)('%s of %j is %j', (name, operands, result) => {
    const value = call(name, ...operands);

    // Distances are compared in whole kilometres.
    expect(name === 'haversine' && typeof value === 'number' ? Math.round(value) : value).toBe(result);
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
