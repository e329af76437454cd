import { maxTextLength } from '../values/max-text-length';
import { ListValue } from '../values/structures';
import { type Value } from '../values/value';
import { regexReplaceFunctions } from './regex-replace';

const replace = (...operands: readonly Value[]): Value => regexReplaceFunctions['regexreplace']?.evaluate(operands, {});

describe('regexreplace', () => {
  it.each([
    ['a1b22', '\\d+', '#', 'a#b#'],
    ['abc', 'b', '$&', 'a$&c'],
    ['abc', 'x', '-', 'abc'],
    ['abc', '', '-', '-a-b-c-'],
    ['', 'x*', '-', '-'],
    ['abc', '(', '-', undefined],
    [undefined, 'b', '-', undefined],
    ['abc', undefined, '-', undefined],
    ['abc', 'b', undefined, undefined],
    [new ListValue([]), 'b', '-', undefined],
    [503, '0', '-', '5-3'],
  ])('of %p, %p and %p is %p', (text, source, replacement, result) => {
    expect(replace(text, source, replacement)).toBe(result);
  });

  it('makes no text longer than an event can be, and does not try to', () => {
    const longest = 'x'.repeat(maxTextLength);

    expect(replace(longest, 'x', 'y')).toHaveLength(maxTextLength);
    expect(replace(longest, 'x', 'yy')).toBeUndefined();
    expect(replace(longest, 'x', longest)).toBeUndefined();
    expect(replace(longest, '^x', longest.slice(1))).toBeUndefined();
    expect(replace('x', 'x', longest)).toBe(longest);
    expect(replace(longest, 'x+', longest)).toBe(longest);
  });

  it('has its pattern second', () => {
    expect(regexReplaceFunctions['regexreplace']).toMatchObject({ patternOperand: 1, operandCount: [3, 3] });
  });
});
