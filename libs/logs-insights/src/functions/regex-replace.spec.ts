import { type Pattern } from '../patterns/pattern';
import { ListValue } from '../values/structures';
import { regexReplaceFunction } from './regex-replace';
import { maxTextLength } from './text-operands';

/** Compiles with the platform's own engine, and notes what it compiled. */
function replaceFunction() {
  const compiled: string[] = [];
  const definition = regexReplaceFunction((source): Pattern => {
    compiled.push(source);
    const expression = new RegExp(source, 'gu');
    return {
      groupNames: [],
      requiredTexts: [],
      test: (text) => text.search(expression) >= 0,
      find: () => undefined,
      replaceAll: (text, replacement) => text.replace(expression, () => replacement),
    };
  });
  return { compiled, definition };
}

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
    expect(replaceFunction().definition.evaluate([text, source, replacement], {})).toBe(result);
  });

  it('compiles a pattern once, a malformed one too', () => {
    const { compiled, definition } = replaceFunction();

    for (let event = 0; event < 5; event += 1) {
      definition.evaluate(['text', 'e', ''], {});
      definition.evaluate(['text', '(', ''], {});
    }

    expect(compiled).toEqual(['e', '(']);
  });

  it('makes no text longer than an event can be, and does not try to', () => {
    const { definition } = replaceFunction();
    const longest = 'x'.repeat(maxTextLength);

    expect(definition.evaluate([longest, 'x', 'y'], {})).toHaveLength(maxTextLength);
    expect(definition.evaluate([longest, 'x', 'yy'], {})).toBeUndefined();
    expect(definition.evaluate([longest, 'x', longest], {})).toBeUndefined();
    expect(definition.evaluate([longest, '^x', longest.slice(1)], {})).toBeUndefined();
    expect(definition.evaluate(['x', 'x', longest], {})).toBe(longest);
    expect(definition.evaluate([longest, 'x+', longest], {})).toBe(longest);
  });

  it('has its pattern second', () => {
    expect(replaceFunction().definition).toMatchObject({ patternOperand: 1, operandCount: [3, 3] });
  });
});
