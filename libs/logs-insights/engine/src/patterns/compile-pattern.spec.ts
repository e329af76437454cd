import * as fc from 'fast-check';

import { PatternSyntaxError } from '../errors';
import { runs } from '../testing/runs';
import { compilePattern } from './compile-pattern';

const { raw } = String;

/** What compilePattern throws for a pattern, and the part of it that the error is about. */
function refusalOf(source: string): { error: PatternSyntaxError; culprit: string } {
  try {
    compilePattern(source);
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    return { error, culprit: source.slice(error.start, error.end + 1) };
  }
  throw new Error(`accepted: ${source}`);
}

describe('compilePattern', () => {
  it.each<[source: string, text: string, match: string | undefined]>([
    ['b', 'abc', 'b'],
    ['a|ab', 'ab', 'a'],
    ['x{1,2}?', 'xxx', 'x'],
    ['{"a":{', '{"a":{}}', '{"a":{'],
    ['(?m)^b$', 'a\nb\nc', 'b'],
    ['a.b', 'a\nb', undefined],
    ['^(?i)e$', 'E', 'E'],
    ['a(?i)b', 'AB aB', 'aB'],
    [raw`a\/b\-c`, 'a/b-c', 'a/b-c'],
    [raw`\Q(.*\E+`, '(.***', '(.***'],
    [raw`\d+`, '٣ 12', '12'],
    [raw`[\w.-]+@[\d\-x]+`, 'to a.b-c@1-x!', 'a.b-c@1-x'],
    ['[](]+', '](', ']('],
    ['[[:alpha:](]+', '1a(', 'a('],
    [raw`\(+`, '((', '(('],
    ['^.{2}$', '😀😀', '😀😀'],
  ])('with %j finds in %j the text %j', (source, text, match) => {
    const pattern = compilePattern(`(?<it>${source})`);

    expect(pattern.find(text)?.[0]).toBe(match);
    expect(pattern.test(text)).toBe(match !== undefined);
  });

  it.each<[source: string, text: string, values: Readonly<Record<string, string | undefined>>]>([
    ['(?P<ms>[0-9.]+) ms', 'in 3.5 ms', { ms: '3.5' }],
    ['(?<@user>a)(?<a.b>b)(?<x-y:1>c)', 'abc', { '@user': 'a', 'a.b': 'b', 'x-y:1': 'c' }],
    ['(x)(?<a>y)((?<b>z))', 'xyz', { a: 'y', b: 'z' }],
    ['(?<a>x)|(?<b>y)', 'y', { a: undefined, b: 'y' }],
    ['(?<a>x*)y', 'y', { a: '' }],
    ['(?<outer>a(?<inner>b))', 'ab', { outer: 'ab', inner: 'b' }],
  ])('with %j reads the groups of %j', (source, text, values) => {
    const pattern = compilePattern(source);

    expect(pattern.groupNames).toEqual(Object.keys(values));
    expect(pattern.find(text)).toEqual(Object.values(values));
  });

  it('keeps groups without a name when told to, named by their place', () => {
    const pattern = compilePattern('(a)(?:b)(?<x>c)(d)', { numbersGroups: true });

    expect(pattern.groupNames).toEqual(['1', 'x', '3']);
    expect(pattern.find('abcd')).toEqual(['a', 'c', 'd']);
  });

  it.each([
    ['a(?=b)', '(?=', /look-around/],
    ['(?<!a)b', '(?<!a)b', /look-around/],
    [raw`(a)\1`, raw`\1`, /reference back/],
    ['a++', '++', /without the last \+/],
    ['(?>a)', '(?>', /write '\(\?:'/],
    ['(?x)a', '(?x', /flags are i, m, s and U/],
    ['(?<a>x)(?<b>y)(?<a>z)', 'a', /two groups have the name 'a'/],
    ['x(?<a b>x)', '(?<a b>', /'a b' can't name a group/],
    ['x(a', '(a', /\) is missing/],
    ['a)b', ')', /closes no group/],
    [raw`(?<n>x)(?P=n)`, '(?P', /reference/],
    ['x[ab', '[ab', /missing closing \]/],
    ['a[z-a]', 'z-a', /range/],
    ['a[[:foo:]]', '[:foo:]', /range/],
    [raw`a\Z`, raw`\Z`, /end of the text/],
    ['a{1001}', '{1001}', /repeat count/],
    ['a\\', 'a\\', /trailing backslash/],
  ])('refuses %j at %j', (source, culprit, message) => {
    const refusal = refusalOf(source);

    expect(refusal.error).toMatchObject({ name: 'PatternSyntaxError', message: expect.stringMatching(message) });
    expect(refusal.culprit).toBe(culprit);
  });

  it.each([
    ['b', 'abcb', '$&$1', 'a$&$1c$&$1'],
    ['ab|b|a', 'aabcb', '-', '--c-'],
    ['', 'a😀b', '-', '-a-😀-b-'],
    ['(?m)^', 'a\nb', '> ', '> a\n> b'],
    ['z', 'abc', '-', 'abc'],
  ])('replaces each %j in %j by %j', (source, text, replacement, result) => {
    expect(compilePattern(source).replaceAll(text, replacement)).toBe(result);
  });

  it('makes no text that is longer than an event can be', () => {
    const text = 'a'.repeat(100_000);

    expect(compilePattern('a').replaceAll(text, 'x'.repeat(10))?.length).toBe(1_000_000);
    expect(compilePattern('a').replaceAll(text, 'x'.repeat(100_000))).toBeUndefined();
  });

  it('throws nothing but PatternSyntaxError, at a place in the pattern', () => {
    const fragments = [
      ...'abA1 é()[]^-\\{},*+?|.$:=<>!/_',
      ...raw`\d \b \Q \E \] \/ \n \x41 \1 \k \pL {2} {1,} (?i) (?: (?P<n> (?<m> (?<m (?= (?<! (?> [:alpha:] [: 😀`.split(
        ' ',
      ),
    ];
    const jumbles = fc.array(fc.constantFrom(...fragments), { maxLength: 10 }).map((parts) => parts.join(''));

    fc.assert(
      fc.property(jumbles, (source) => {
        try {
          expect(compilePattern(source).find('ab1')?.length).not.toBe(-1);
        } catch (error) {
          if (!(error instanceof PatternSyntaxError)) throw error;
          expect(error.start).toBeGreaterThanOrEqual(0);
          expect(error.end).toBeGreaterThanOrEqual(error.start);
          expect(error.end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: runs(2000) },
    );
  });
});
