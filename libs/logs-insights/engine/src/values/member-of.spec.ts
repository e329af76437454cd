import { memberOf } from './member-of';
import { ListValue, MapValue } from './structures';
import { type Value } from './value';

const list = new ListValue(['a', undefined, 'c']);
const map = new MapValue(
  new Map<string, Value>([
    ['a.b', 1],
    ['0', 'zero'],
    ['gone', undefined],
    ['__proto__', 'own'],
    ['list', list],
  ]),
);

describe('memberOf', () => {
  const table: readonly [value: Value, key: string | number, member: Value][] = [
    [map, 'a.b', 1],
    [map, 'a', undefined],
    [map, 0, 'zero'],
    [map, 'gone', undefined],
    [map, '__proto__', 'own'],
    [map, 'constructor', undefined],
    [map, 'list', list],
    [list, 0, 'a'],
    [list, '0', 'a'],
    [list, '2', 'c'],
    [list, 1, undefined],
    [list, 3, undefined],
    [list, -1, undefined],
    [list, 0.5, undefined],
    [list, Number.NaN, undefined],
    [list, '00', undefined],
    [list, '-1', undefined],
    [list, '9'.repeat(400), undefined],
    [list, 'length', undefined],
    [list, '', undefined],
    ['text', 0, undefined],
    [undefined, 'a', undefined],
  ];

  it.each(table)('of %p, %p is %p', (value, key, member) => {
    expect(memberOf(value, key)).toBe(member);
  });
});
