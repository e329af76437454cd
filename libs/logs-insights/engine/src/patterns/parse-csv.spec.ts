import * as fc from 'fast-check';

import { parseCsv } from './parse-csv';

describe('parseCsv', () => {
  it.each<[text: string, values: string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',', ['', '']],
    ['a,', ['a', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a ""b"" c",d', ['a "b" c', 'd']],
    ['"",""""', ['', '"']],
    ['"line\r\nbreak",b', ['line\r\nbreak', 'b']],
    ['a,b\r\nc,d', ['a', 'b']],
    ['a,b\n', ['a', 'b']],
    [' a , "b" ', [' a ', ' "b" ']],
    ['a"b,c', ['a"b', 'c']],
    ['"a"b,c', ['ab', 'c']],
    ['"open,b', ['"open', 'b']],
    ['ä,😀', ['ä', '😀']],
  ])('reads %j as %j', (text, values) => {
    expect(parseCsv(text, 10)).toEqual(values);
  });

  it('reads no more values than there are names', () => {
    expect(parseCsv('a,b,c', 2)).toEqual(['a', 'b']);
  });

  it('reads what RFC 4180 writes', () => {
    const values = fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') }), {
      minLength: 1,
    });
    const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;

    fc.assert(
      fc.property(values, fc.constantFrom('', '\r\n', '\nnext,record'), (record, end) => {
        const text = record.map((value) => (/[,"\n\r]/.test(value) ? quote(value) : value)).join(',') + end;

        expect(parseCsv(text, record.length + 1)).toEqual(record);
      }),
    );
  });
});
