import { Instant, ListValue, MapValue, type Value, jsonFalse, jsonTrue } from '../values/value';
import { call } from './testing/call';

const map = new MapValue(new Map());
const list = new ListValue([]);

describe('functions of presence', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['ispresent', [''], 1],
    ['ispresent', [undefined], 0],
    ['ispresent', [list], 1],
    ['isempty', [''], 1],
    ['isempty', [undefined], 1],
    ['isempty', [' '], 0],
    ['isempty', [0], 0],
    ['isempty', [list], 0],
    ['isblank', [' \t\n'], 1],
    ['isblank', [undefined], 1],
    ['isblank', [' a '], 0],
    ['isblank', [map], 0],
    ['coalesce', [undefined, '', 'a'], ''],
    ['coalesce', [undefined, map], map],
    ['coalesce', [undefined], undefined],
    ['if', [1, 'a', 'b'], 'a'],
    ['if', ['2', 'a', 'b'], 'a'],
    ['if', ['yes', 'a', 'b'], 'b'],
    ['if', [undefined, 'a', 'b'], 'b'],
    ['if', [list, 'a', 'b'], 'b'],
    ['if', [1, map, 'b'], map],
    ['if', [1, undefined, 'b'], undefined],
    ['case', [0, 'a', 1, 'b', 1, 'c'], 'b'],
    ['case', [jsonTrue, 'a', 'b'], 'a'],
    ['case', [jsonFalse, 'a', 'b'], 'b'],
    ['case', [1, 'a'], 'a'],
    ['case', [0, 'a'], undefined],
    ['case', [undefined, 'a', list], list],
    ['case', [1, undefined, 1, 'b'], undefined],
    ['unmask', ['x'], 'x'],
    ['unmask', [map], map],
    ['unmask', [undefined], undefined],
  ];

  it.each(table)('%s of %p is %p', (name, operands, result) => {
    expect(call(name, ...operands)).toBe(result);
  });

  it('keep a date a date', () => {
    const time = new Instant(5);

    expect(call('coalesce', undefined, time)).toBe(time);
  });
});
