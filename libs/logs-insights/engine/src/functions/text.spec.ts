import { maxTextLength } from '../values/text';
import { Instant, ListValue, type Value, WrittenNumber } from '../values/value';
import { call } from './testing/call';
import { textFunctions } from './text';

const longest = 'x'.repeat(maxTextLength);

describe('functions of texts', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['strlen', ['añ😀'], 3],
    ['strlen', [''], 0],
    ['strlen', ['\ud83d'], 1],
    ['strlen', [new WrittenNumber(1.5, '1.50')], 4],
    ['strlen', [0.5], 3],
    ['strlen', [new Instant(0)], 23],
    ['strlen', [new Instant(Number.NaN)], undefined],
    ['messagesize', ['a€😀'], 8],
    ['messagesize', [''], 0],
    ['toupper', ['aß'], 'ASS'],
    ['upper', ['ä1'], 'Ä1'],
    ['tolower', ['AÉ'], 'aé'],
    ['lower', [12], '12'],
    ['concat', ['a'], 'a'],
    ['concat', ['a', 1.5, new WrittenNumber(2, '2.0')], 'a1.52.0'],
    ['concat', ['a', undefined], undefined],
    ['replace', ['a.b.c', '.', '$&'], 'a$&b$&c'],
    ['replace', ['aaa', 'aa', 'b'], 'ba'],
    ['replace', ['abc', '', 'x'], 'abc'],
    ['replace', ['abc', 'b', ''], 'ac'],
    ['replace', ['abc', 'B', 'x'], 'abc'],
    ['replace', ['abc', 'b', undefined], undefined],
    ['trim', [' \t a b \n'], 'a b'],
    ['trim', ['--a-b-', '-'], 'a-b'],
    ['trim', ['xyZfooxyZ', 'Zxy'], 'foo'],
    ['trim', ['😀a😀', '😀'], 'a'],
    ['trim', ['\ud83da', '😀'], '\ud83da'],
    ['trim', ['aaa', 'a'], ''],
    ['trim', [' a ', ''], ' a '],
    ['trim', ['a', undefined], undefined],
    ['ltrim', [' a '], 'a '],
    ['ltrim', ['xxax', 'x'], 'ax'],
    ['rtrim', [' a '], ' a'],
    ['rtrim', ['a😀!😀', '!😀'], 'a'],
    ['rtrim', [5, '5'], ''],
    ['substr', ['xyZfooxyZ', 3, 3], 'foo'],
    ['substr', ['a😀b', 1, 1], '😀'],
    ['substr', ['abc', 1], 'bc'],
    ['substr', ['abc', 3], ''],
    ['substr', ['abc', 99, 1], ''],
    ['substr', ['abc', -2, 1], 'a'],
    ['substr', ['abc', 0, -1], ''],
    ['substr', ['abc', '1', '1'], 'b'],
    ['substr', ['abc', 1.9, 1.9], 'b'],
    ['substr', ['abc', 0, 1e300], 'abc'],
    ['substr', ['abc', 'one'], undefined],
    ['substr', ['abc', 0, undefined], undefined],
    ['strcontains', ['anna', 'nn'], 1],
    ['strcontains', ['anna', 'NN'], 0],
    ['strcontains', ['anna', 'NN', 1], 1],
    ['strcontains', ['anna', 'NN', 0], 0],
    ['strcontains', ['anna', 'NN', 'yes'], 0],
    ['strcontains', ['anna', 'nn', undefined], undefined],
    ['strcontains', ['anna', ''], 1],
    ['strcontains', [503, 3], 1],
    ['startswith', ['anna', 'an'], 1],
    ['startswith', ['anna', 'An'], 0],
    ['startswith', ['', 'a'], 0],
    ['endswith', ['anna', 'na'], 1],
    ['endswith', ['anna', 'an'], 0],
    ['endswith', ['anna', undefined], undefined],
    ['split', ['a,b,,c', ',', 1], 'b'],
    ['split', ['a,b,,c', ',', 2], ''],
    ['split', ['a,b', ',', 0.9], 'a'],
    ['split', ['a,b,,c', ',', 3], 'c'],
    ['split', ['a,b,,c', ',', 4], undefined],
    ['split', ['a,b', ',', -1], undefined],
    ['split', ['a,b', ',', 1e300], undefined],
    ['split', ['a,b', ',', 'x'], undefined],
    ['split', ['a,b', '', 0], 'a,b'],
    ['split', ['a,b', '', 1], undefined],
    ['split', [undefined, ','], undefined],
    ['split', ['a,b', undefined, 0], undefined],
  ];

  it.each(table)('%s of %j is %j', (name, operands, result) => {
    expect(call(name, ...operands)).toBe(result);
  });

  it('make a list of all parts', () => {
    expect(call('split', 'a--b-c', '--')).toMatchObject({ items: ['a', 'b-c'] });
    expect(call('split', '', ',')).toMatchObject({ items: [''] });
    expect(call('split', 'abc', '')).toMatchObject({ items: ['abc'] });
  });

  it('make no text longer than an event can be', () => {
    expect(call('concat', longest)).toBe(longest);
    expect(call('concat', longest, 'x')).toBeUndefined();
    expect(call('toupper', 'ß'.repeat(maxTextLength))).toBeUndefined();
    expect(call('tolower', 'İ'.repeat(maxTextLength))).toBeUndefined();
    expect(call('replace', longest, 'x', 'y')).toHaveLength(maxTextLength);
    expect(call('replace', longest, 'x', 'yy')).toBeUndefined();
    expect(call('replace', longest, 'x', longest)).toBeUndefined();
    expect(call('replace', `${longest.slice(2)}a`, 'a', 'bb')).toHaveLength(maxTextLength);
    expect(call('replace', `${longest.slice(2)}a`, 'a', 'bbb')).toBeUndefined();
  });

  it('take texts longer than an event can be apart', () => {
    expect(call('strlen', longest + longest)).toBe(2 * maxTextLength);
    expect(call('substr', longest + longest, maxTextLength, 2)).toBe('xx');
    expect(call('trim', `${longest}a${longest}`, 'x')).toBe('a');
  });
});

const regexReplace = (...operands: readonly Value[]): Value => call('regexreplace', ...operands);

describe('regexreplace', () => {
  it.each([
    ['abc', 'b', '$&', 'a$&c'],
    ['abc', '(', '-', undefined],
    [undefined, 'b', '-', undefined],
    ['abc', undefined, '-', undefined],
    ['abc', 'b', undefined, undefined],
    [new ListValue([]), 'b', '-', undefined],
    [503, '0', '-', '5-3'],
  ])('of %p, %p and %p is %p', (text, source, replacement, result) => {
    expect(regexReplace(text, source, replacement)).toBe(result);
  });

  it('makes no text longer than an event can be, and does not try to', () => {
    expect(regexReplace(longest, 'x', 'y')).toHaveLength(maxTextLength);
    expect(regexReplace(longest, 'x', 'yy')).toBeUndefined();
    expect(regexReplace(longest, 'x', longest)).toBeUndefined();
    expect(regexReplace(longest, '^x', longest.slice(1))).toBeUndefined();
    expect(regexReplace('x', 'x', longest)).toBe(longest);
    expect(regexReplace(longest, 'x+', longest)).toBe(longest);
  });

  it('has its pattern second', () => {
    expect(textFunctions['regexreplace']).toMatchObject({ patternOperand: 1, operandCount: [3, 3] });
  });
});
