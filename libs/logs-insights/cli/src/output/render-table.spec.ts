import { renderTable } from './render-table';
import { tabulate } from './result-table';

type Cells = Readonly<Record<string, string>>;

const lines = (rows: readonly Cells[], width?: number): string[] => {
  const table = tabulate(
    rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value }))),
    [],
  );
  return [...renderTable(table, width)].join('').split('\n').slice(0, -1);
};

describe('renderTable', () => {
  it('puts numbers to the right and everything else to the left', () => {
    expect(
      lines([
        { user: 'anna', n: '7', id: '007' },
        { user: 'al', n: '1200.5', id: '12' },
      ]),
    ).toEqual(['user       n  id', '────  ──────  ───', 'anna       7  007', 'al    1200.5  12']);
  });

  it('leaves missing values blank', () => {
    expect(lines([{ a: 'x', b: '1', c: 'y' }, { a: 'z' }, { b: '22' }])).toEqual([
      'a   b  c',
      '─  ──  ─',
      'x   1  y',
      'z',
      '   22',
    ]);
  });

  it('lines up wide characters', () => {
    expect(
      lines([
        { name: '日本', n: '1' },
        { name: '😀a', n: '2' },
        { name: 'abcd', n: '3' },
      ]).slice(2),
    ).toEqual(['日本  1', '😀a   2', 'abcd  3']);
  });

  it('keeps a row on one line and shows what a terminal would obey', () => {
    expect(lines([{ '@message': 'a\tb\n  at c\u001b[2J\r\n' }]).slice(2)).toEqual(['a\\tb\\n  at c\\x1b[2J']);
    expect(lines([{ 'na\u001bme': 'x' }])[0]).toBe('na\\x1bme');
  });

  it('cuts nothing without a width', () => {
    const long = 'x'.repeat(5_000);

    expect(lines([{ a: long, b: 'y' }]).at(-1)).toBe(`${long}  y`);
    expect(lines([{ a: 'short', b: 'y' }, { a: long }])[2]?.length).toBeLessThan(200);
  });

  it('cuts texts to fit, but neither numbers nor times', () => {
    const row = { '@timestamp': '2026-11-25 12:00:00.000', message: 'm'.repeat(500), ms: '1234567.25', user: 'anna' };

    const [header, rule, first] = lines([row], 60);

    expect(header).toBe(`@timestamp               message${' '.repeat(20)}ms  user`);
    expect(rule).toHaveLength(60);
    expect(first).toBe(`2026-11-25 12:00:00.000  ${'m'.repeat(16)}…  1234567.25  anna`);
  });

  it('shares the room among long texts and lets short ones have theirs', () => {
    const [, , row] = lines([{ a: 'a'.repeat(99), b: 'bb', c: 'c'.repeat(99) }], 46);

    expect(row).toBe(`${'a'.repeat(19)}…  bb  ${'c'.repeat(19)}…`);
  });

  it('has lines longer than the terminal where there are too many columns, which keep ten cells each', () => {
    const row = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`name${index}`, 'value '.repeat(5)]));

    expect(lines([row], 40)[2]).toBe(Array.from({ length: 9 }, () => 'value val…').join('  '));
  });

  it('takes no time over a message that is larger than any terminal', () => {
    expect(lines([{ a: '\u0301'.repeat(3_000_000), b: '日'.repeat(3_000_000) }], 80).join('').length).toBeLessThan(
      1_000,
    );
  });

  it('is empty without rows', () => {
    expect(lines([])).toEqual([]);
  });
});
