import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { compileGlob } from './compile-glob';

describe('compileGlob', () => {
  const found: readonly [glob: string, text: string, values: readonly string[] | undefined][] = [
    ['user=*, took * ms', 'a user=ann, took 3 ms b', ['ann', '3']],
    ['user=*, took * ms', 'user=ann, took 3 s', undefined],
    ['* ms', 'took 3 ms', ['took 3']],
    ['took *', 'it took 3 ms\nin all', ['3 ms\nin all']],
    ['*', 'all of it', ['all of it']],
    ['*', '', ['']],
    ['[*] *', '[INFO] [x] text', ['INFO', '[x] text']],
    ['a*b', 'a1a2b3b', ['1a2']],
    ['a*b', 'ab', ['']],
    ['a*b*c', 'a-b-b-c', ['-', '-b-']],
    ['a**b', 'a12b', ['', '12']],
    ['a**', 'a12', ['', '12']],
    ['**a', '12a', ['', '12']],
    ['aa*aa', 'aaa', undefined],
    ['.*?$', 'x.1?$', ['1']],
    ['A*', 'a1', undefined],
    ['ok', 'is ok', ['ok']],
    ['ok', 'is not', undefined],
    ['', 'anything', ['']],
  ];

  it.each(found)('with %j reads %j', (glob, text, values) => {
    const pattern = compileGlob(glob);

    expect(pattern.find(text)).toEqual(values);
    expect(pattern.test(text)).toBe(values !== undefined);
  });

  it('numbers its parts', () => {
    expect(compileGlob('a*b*a').groupNames).toEqual(['1', '2']);
    expect(compileGlob('ok').groupNames).toEqual(['1']);
  });

  it('searches a long text once for each of its texts', () => {
    const text = 'ab'.repeat(500_000);

    expect(compileGlob('a*'.repeat(1_000) + 'c').find(text)).toBeUndefined();
    expect(compileGlob('a*'.repeat(1_000) + '!').find(`${text}!`)).toHaveLength(1_000);
  });

  it('finds what the lazy groups of a regular expression find', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
    const globs = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 6 });

    fc.assert(
      fc.property(globs, texts, (glob, text) => {
        const lazy = glob.replace(/\*$/, '([^]*)').replace(/\*(?!\))/g, '([^]*?)');
        const expected = new RegExp(glob.includes('*') ? lazy : `(${glob})`).exec(text)?.slice(1);

        expect(compileGlob(glob).find(text)).toEqual(expected);
      }),
      { numRuns: runs(2000) },
    );
  });
});
