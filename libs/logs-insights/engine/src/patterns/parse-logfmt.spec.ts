import * as fc from 'fast-check';

import { parseLogfmt } from './parse-logfmt';

describe('parseLogfmt', () => {
  const read: readonly [text: string, pairs: Readonly<Record<string, string>>][] = [
    ['', {}],
    ['  \n ', {}],
    ['level=info took=3ms', { level: 'info', took: '3ms' }],
    ['\ta=1\n\n b=2  ', { a: '1', b: '2' }],
    ['msg="it works" a=1', { msg: 'it works', a: '1' }],
    ['a= b="" c', { a: '', b: '', c: '' }],
    ['a=1 a=2 __proto__=3', { a: '1', ['__proto__']: '3' }],
    ['q=a=b&c=d p=x"y"', { q: 'a=b&c=d', p: 'x"y"' }],
    [String.raw`a="\"\\\n\t\r\/\u00e9\d"`, { a: '"\\\n\t\r/é\\d' }],
    [String.raw`a="x\\" b=1`, { a: 'x\\', b: '1' }],
    [String.raw`a="x\" b=1`, { a: String.raw`"x\"`, b: '1' }],
    ['a="b"c=d', { a: 'b', c: 'd' }],
    ['= "a" ="b', { a: '', b: '' }],
    ['größe=ü', { größe: 'ü' }],
  ];

  it.each(read)('reads %j', (text, pairs) => {
    expect([...parseLogfmt(text).entries]).toEqual(Object.entries(pairs));
  });

  it('reads 200 pairs at most', () => {
    const text = Array.from({ length: 300 }, (_, index) => `k${index}=${index}`).join(' ');

    const { entries } = parseLogfmt(text);

    expect([entries.size, entries.get('k199'), entries.get('k200')]).toEqual([200, '199', undefined]);
  });

  it('reads values of many megabytes, closed or not', () => {
    const value = 'x'.repeat(20_000_000);

    expect(String(parseLogfmt(`k="${value}"`).entries.get('k'))).toHaveLength(20_000_000);
    expect(String(parseLogfmt(`k="${value}`).entries.get('k'))).toHaveLength(20_000_001);
  });

  it('reads what was written', () => {
    const keys = fc.string({ unit: 'binary', minLength: 1 }).filter((key) => !/[\s="]/.test(key));

    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.string({ unit: 'grapheme' })), { maxLength: 20 }), (pairs) => {
        const text = pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(' ');

        const { entries } = parseLogfmt(text);

        expect(new Map(entries)).toEqual(new Map(pairs.toReversed()));
      }),
    );
  });
});
