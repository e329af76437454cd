import { Instant, type Value, WrittenNumber } from '../values/value';
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
  ];

  it.each(table)('%s of %j is %j', (name, operands, result) => {
    const value = call(name, ...operands);

    // Distances are compared in whole kilometres.
    expect(name === 'haversine' && typeof value === 'number' ? Math.round(value) : value).toBe(result);
  });
});
