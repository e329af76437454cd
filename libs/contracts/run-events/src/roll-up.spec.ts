import { jsonBytes } from '@pulso/kit/telegram';

import { resultLimits } from './bound-rows';
import { rollUp, rollUpTables } from './roll-up';

const columns = { by: 'command', sum: 'calls' };

const cell = (field: string, value: string) => ({ field, value });

const row = (command: string, calls: string) => [cell('command', command), cell('calls', calls)];

describe('rollUp', () => {
  it.each([
    ['lack the key', [cell('calls', '7')]],
    ['have an empty one', row('', '7')],
  ])('leaves out rows that %s', (_case, cells) => {
    expect(rollUp([cells, row('start', '1')], columns)).toEqual({ rows: [row('start', '1')] });
  });

  it('merges rows without a key into one row of a whole table', () => {
    const rows = [[cell('calls', '7')], row('', '2'), row('start', '1')];

    expect(rollUp(rows, { ...columns, isWhole: true })).toEqual({ rows: [[cell('calls', '9')], row('start', '1')] });
  });

  it('gives the sum of omitted rows', () => {
    const rows = Array.from({ length: resultLimits.maxRows + 3 }, (_, index) => row(`c${index}`, String(index + 1)));

    expect(rollUp(rows, columns)).toMatchObject({ omittedRowCount: 3, omittedSum: 1 + 2 + 3 });
    expect(rollUp(rows, columns, 1)).not.toHaveProperty('omittedSum');
  });

  it.each(['', ' ', 'three', '0x10', '1 2', 'Infinity', 'NaN', '1_000'])(
    'leaves out rows whose sum is "%s"',
    (text) => {
      expect(rollUp([row('start', text), [cell('command', 'help')]], columns)).toEqual({ rows: [] });
    },
  );

  it.each([
    [['1', '2.0'], '3'],
    [['1e3', '-1'], '999'],
    [['1e21', '1'], '1000000000000000000000'],
    [['0.1', '0.2'], '0.3'],
    [['1.25', '0.25'], '1.5'],
    [['2.00001', '1'], '3'],
    [['1.23456789'], '1.2346'],
    [['0.00012345678'], '0.0001235'],
    [['0.0000000043210'], '0.000000004321'],
  ])('writes the sum of %j as Insights does: %s', (values, expected) => {
    const { rows } = rollUp(
      values.map((value) => row('start', value)),
      columns,
    );

    expect(rows).toEqual([row('start', expected)]);
  });

  it('adds up in a fixed order, so that rounding does not depend on the order of rows', () => {
    const sumOf = (...values: string[]) =>
      rollUp(
        values.map((value) => row('start', value)),
        columns,
      );

    expect(sumOf('1e16', '1', '1', '-1e16')).toEqual(sumOf('1', '1e16', '-1e16', '1'));
  });

  it('counts keys beyond the limit of rows, and rows that were left out before', () => {
    const rows = Array.from({ length: resultLimits.maxRows + 3 }, (_, index) => row(`c${index}`, '1'));

    expect(rollUp(rows, columns).omittedRowCount).toBe(3);
    expect(rollUp(rows, columns, 2).omittedRowCount).toBe(5);
  });
});

describe('rollUpTables', () => {
  it('makes one table per pair of columns', () => {
    const rows = [[cell('source', 'promo'), ...row('start', '2')], row('help', '1')];

    const tables = rollUpTables(rows, [
      { tableId: 'commands', by: 'command', sum: 'calls' },
      { tableId: 'sources', by: 'source', sum: 'calls' },
    ]);

    expect(tables).toEqual([
      { tableId: 'commands', rows: [row('start', '2'), row('help', '1')] },
      { tableId: 'sources', rows: [[cell('source', 'promo'), cell('calls', '2')]] },
    ]);
  });

  it('gives room that a small table leaves to later tables', () => {
    const long = Array.from({ length: 90 }, (_, index) => row(`${index}`.padStart(100, 'x'), '1'));

    const [small, large] = rollUpTables(
      [...long, [cell('source', 'promo'), cell('calls', '1')]],
      [
        { tableId: 'sources', by: 'source', sum: 'calls' },
        { tableId: 'commands', by: 'command', sum: 'calls' },
      ],
    );

    expect(small).toMatchObject({ rows: [{}] });
    expect(large?.rows).toHaveLength(90);
  });

  it.each([20, 33, 61, 120, 177])(
    'fills the room of one result with tables of %d-letter keys, but not more',
    (length) => {
      const rows = Array.from({ length: 100 }, (_, index) => {
        const key = `${index}`.padStart(length, 'x');
        return [cell('command', key), cell('source', key), cell('language', key), cell('calls', '1')];
      });

      const tables = rollUpTables(
        rows,
        ['command', 'source', 'language'].map((by) => ({ tableId: by, by, sum: 'calls' })),
      );

      const rowBytes = 60 + length;
      expect(jsonBytes(tables)).toBeLessThanOrEqual(resultLimits.maxBytes);
      expect(jsonBytes(tables)).toBeGreaterThan(Math.min(resultLimits.maxBytes - 3 * rowBytes, 300 * rowBytes));
      const keptCounts = tables.map(({ rows: kept }) => kept.length);
      expect(Math.max(...keptCounts) - Math.min(...keptCounts)).toBeLessThanOrEqual(2);
    },
  );
});
