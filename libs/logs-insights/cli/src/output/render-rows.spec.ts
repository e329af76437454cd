import * as fc from 'fast-check';

import { renderCsv, renderJson, renderNdjson } from './render-rows';
import { type ResultTable, tabulate } from './result-table';

const table = (columns: readonly string[], ...rows: (readonly (string | undefined)[])[]): ResultTable => ({
  columns,
  rows,
});

const join = (pieces: Iterable<string>): string => [...pieces].join('');

const csv = (contents: ResultTable, isTerminal = false): string => join(renderCsv(contents, { isTerminal }));

/** Reads CSV by the book; an empty field without quotes is undefined. */
function parseCsv(text: string): (string | undefined)[][] {
  const records: (string | undefined)[][] = [[]];
  for (const [, field = '', separator] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    records.at(-1)?.push(field === '' ? undefined : value);
    if (separator !== ',') records.push([]);
  }
  return records.slice(0, -1);
}

const cell = fc.option(fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', '日', '\u001b', '1') }), {
  nil: undefined,
});

describe('tabulate', () => {
  it('has the columns of the plan, then those that only rows have, and no @ptr that was not asked for', () => {
    const rows = [
      [
        { field: 'b', value: '1' },
        { field: 'extra', value: 'x' },
        { field: '@ptr', value: 'p' },
      ],
    ];

    expect(tabulate(rows, ['a', 'b'])).toEqual({ columns: ['a', 'b', 'extra'], rows: [[undefined, '1', 'x']] });
    expect(tabulate(rows, ['@ptr']).rows).toEqual([['p', '1', 'x']]);
  });
});

describe('renderCsv', () => {
  it('quotes what needs it, and tells a missing value from an empty text', () => {
    expect(csv(table(['a b', 'c,d'], ['x', 'say "hi"'], ['', undefined], [' y', '1\n2'], ['=1+1', '日本']))).toBe(
      'a b,"c,d"\r\nx,"say ""hi"""\r\n"",\r\n" y","1\n2"\r\n=1+1,日本\r\n',
    );
  });

  it('has no empty lines, which readers skip', () => {
    expect(csv(table(['a'], [undefined], ['x']))).toBe('a\r\n""\r\nx\r\n');
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        expect(parseCsv(csv(table(['a', 'b'], ...rows)))).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  it('is harmless on a terminal, and exact elsewhere', () => {
    expect(csv(table(['a'], ['\u001b[2J\nx']), true)).toBe('a\r\n\\x1b[2J\\nx\r\n');
    expect(csv(table(['a'], ['\u001b[2J']))).toBe('a\r\n\u001b[2J\r\n');
  });
});

describe('renderJson and renderNdjson', () => {
  it('write numbers where a column has nothing else', () => {
    const contents = table(
      ['n', 'mixed', 'id', 'zip'],
      ['1.50', '2', '12345678901234567890', '012'],
      ['-3e2', 'x', '1', '1'],
    );

    expect(join(renderNdjson(contents))).toBe(
      '{"n":1.50,"mixed":"2","id":"12345678901234567890","zip":"012"}\n{"n":-3e2,"mixed":"x","id":"1","zip":"1"}\n',
    );
  });

  it.each(['1e999', '+1', '.5', '5.', 'NaN', '0x10', '', ' 1', '12345678901234567', '1e-400'])(
    'write %j as a string',
    (value) => {
      expect(join(renderNdjson(table(['a'], [value])))).toBe(`{"a":${JSON.stringify(value)}}\n`);
    },
  );

  it.each(['0', '-0.5', '1e3', '1E-3', '123456789012345', '0.00001', '1795481856014.5447'])(
    'write %s as a number',
    (value) => {
      expect(join(renderNdjson(table(['a'], [value])))).toBe(`{"a":${value}}\n`);
    },
  );

  it('write long ids as strings, all of a column', () => {
    const ids = [['9007199254740993'], ['9007199254740992']];

    expect(join(renderNdjson(table(['id'], ...ids)))).toBe('{"id":"9007199254740993"}\n{"id":"9007199254740992"}\n');
  });

  it('leave missing values out', () => {
    expect(join(renderJson(table(['a', 'b'], ['1', undefined], [undefined, undefined])))).toBe(
      '[\n  {"a":1},\n  {}\n]\n',
    );
  });

  it('escape what a terminal would obey', () => {
    expect(join(renderNdjson(table(['\u009b'], ['\u001b\u202e\u2028'])))).toBe('{"\\u009b":"\\u001b\\u202e\\u2028"}\n');
  });

  it('are read back as they were', () => {
    const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
        const contents = table(['a', '__proto__'], ...rows);
        const expected = rows.map((row) => row.map((value) => (value === undefined ? undefined : String(value))));

        const read: Map<string, unknown>[] = JSON.parse(join(renderJson(contents)), (_key, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : value,
        );
        const readLines = join(renderNdjson(contents)).split('\n').slice(0, -1);

        const texts = read.map((row) => ['a', '__proto__'].map((name) => row.get(name)?.toString()));
        // Numbers are compared as numbers: '1.0' is read as 1.
        const isSame = texts.every((row, y) =>
          row.every((value, x) => value === expected[y]?.[x] || Number(value) === Number(expected[y]?.[x])),
        );
        expect(isSame).toBe(true);
        expect(readLines).toHaveLength(rows.length);
      }),
    );
  });
});
