import { compileGroups } from './compile-pattern';

describe('findAll', () => {
  it.each<[source: string, text: string, matches: (string | undefined)[][]]>([
    ['(\\d+\\.\\d+)', 'from 1.5 to 2.25', [['1.5'], ['2.25']]],
    [
      '(?<key>\\w+)=(?<value>\\w*)',
      'a=1 b= c',
      [
        ['a', '1'],
        ['b', ''],
      ],
    ],
    [
      '(a)|(b)',
      'ab',
      [
        ['a', undefined],
        [undefined, 'b'],
      ],
    ],
    ['((\\d)\\d)', '123', [['12', '1']]],
    ['^(\\w)', 'ab cd', [['a']]],
    ['\\b(\\w)', 'ab cd', [['a'], ['c']]],
    ['(\\w)$', 'ab', [['b']]],
    ['(x*)', 'axx', [[''], ['xx'], ['']]],
    ['(.)', '😀é', [['😀'], ['é']]],
    ['(|z)', '😀', [[''], ['']]],
    ['(?i)(ERR)or', 'Error ERROR', [['Err'], ['ERR']]],
    ['(x)', '', []],
    ['(x)', 'yyy', []],
  ])('of %s in %j is %j', (source, text, matches) => {
    expect(compileGroups(source, true).findAll(text, 10)).toEqual(matches);
  });

  it('names groups without a name by their place, and keeps them only when told to', () => {
    const source = '(a)(?:b)(?<x>c)(d)';

    expect(compileGroups(source, true).groupNames).toEqual(['1', 'x', '3']);
    expect(compileGroups(source, false).groupNames).toEqual(['x']);
    expect(compileGroups(source, false).find('abcd')).toEqual(['c']);
  });

  it('gives up when there are more matches than the caller can use', () => {
    const digits = compileGroups('(\\d)', true);

    expect(digits.findAll('123', 3)).toHaveLength(3);
    expect(digits.findAll('1234', 3)).toBeUndefined();
  });

  if (isNightly)
    it('gives up where each of many searches could read all of a long text', () => {
      const unbounded = compileGroups('(a|b+)', true);

      expect(unbounded.findAll('a'.repeat(10_000), Infinity)).toHaveLength(10_000);
      expect(unbounded.findAll('a'.repeat(400_000), Infinity)).toBeUndefined();
      expect(compileGroups('(a|bb)', true).findAll('a'.repeat(400_000), Infinity)).toHaveLength(400_000);
    });
});
