import { toText } from '../values/value';
import { findArray } from './find-array';

describe('findArray', () => {
  it.each<[message: string, name: string, array: string]>([
    ['{"items":["a",{"b":1},null]}', 'items', '["a",{"b":1},null]'],
    ['{"a":{"items":[1.50]}}', 'a.items', '[1.50]'],
    ['{"a.items":[1]}', 'a.items', '[1]'],
    ['{"a":{"x":1},"a.items":[2]}', 'a.items', '[2]'],
    ['{"a":{"items":[1]},"a.items":[2]}', 'a.items', '[1]'],
    ['{"a":[{"b":[7]}]}', 'a.0.b', '[7]'],
    ['{"@x":[1]}', '@@x', '[1]'],
    ['{"a":{"@x":[1]}}', 'a.@x', '[1]'],
    ['got {"a":[1]} and {"a":[2]}', 'a', '[1]'],
    ['{"a":[]}', 'a', '[]'],
  ])('finds in %j the array %s: %s', (message, name, array) => {
    expect(toText(findArray(message, name))).toBe(array);
  });

  it.each<[message: string, name: string]>([
    ['{"a":{"b":1}}', 'a'],
    ['{"a":"[1]"}', 'a'],
    ['{"b":[1]}', 'a'],
    ['{"@x":[1]}', '@x'],
    ['{"a":[1]', 'a'],
    ['[1]', 'a'],
    ['{"a":1} {"a":[2]}', 'a'],
    [`{"a":[1],"b":${'['.repeat(300)}${']'.repeat(300)}}`, 'a'],
    ['', 'a'],
  ])('finds in %j no array %s', (message, name) => {
    expect(findArray(message, name)).toBeUndefined();
  });
});
