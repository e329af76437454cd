import { jsonBytes } from '@pulso/kit/telegram';
import * as fc from 'fast-check';

import { resultLimits } from './bound-rows';
import { rollUp, rollUpTables } from './roll-up';

const columns = { by: 'command', sum: 'calls' };

const cell = (field: string, value: string) => ({ field, value });

const key = fc.oneof(
  fc.constantFrom('start', 'help', '__proto__', '', 'ä'),
  fc.string({ unit: 'binary', maxLength: 250 }),
  fc.constant('\u0000'.repeat(250)),
);

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }));

const row = fc
  .record({ command: fc.option(key), source: fc.option(key), calls: fc.option(fc.oneof(number.map(String), key)) })
  .map(({ command, source, calls }) => [
    ...(command === null ? [] : [cell('command', command)]),
    ...(source === null ? [] : [cell('source', source)]),
    ...(calls === null ? [] : [cell('calls', calls)]),
  ]);

const rows = fc.array(row, { maxLength: 120 });

const wholeRow = fc
  .record({ command: fc.constantFrom('a', 'b', 'c', '/x y'), calls: fc.integer({ min: -1_000, max: 1e9 }) })
  .map(({ command, calls }) => [cell('command', command), cell('calls', String(calls))]);

const valueOf = (cells: readonly { readonly field: string; readonly value: string }[], field: string) =>
  cells.find((each) => each.field === field)?.value;

const totalOf = (all: readonly (readonly { readonly field: string; readonly value: string }[])[]): number =>
  all.reduce((total, cells) => total + Number(valueOf(cells, 'calls')), 0);

describe('rollUp', () => {
  it('preserves the sum of all rows and of each key', () => {
    fc.assert(
      fc.property(fc.array(wholeRow, { maxLength: 80 }), (all) => {
        const { rows: rolled } = rollUp(all, columns);

        expect(totalOf(rolled)).toBe(totalOf(all));
        for (const cells of rolled) {
          const command = valueOf(cells, 'command');
          expect(totalOf([cells])).toBe(totalOf(all.filter((each) => valueOf(each, 'command') === command)));
        }
        expect(new Set(rolled.map((cells) => valueOf(cells, 'command'))).size).toBe(rolled.length);
      }),
    );
  });

  it('is the same for every order of the rows', () => {
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );

    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(rollUp(other, columns)).toEqual(rollUp(all, columns));
      }),
    );
  });

  it('puts the largest sum first', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sums = rollUp(all, columns).rows.map((cells) => Number(valueOf(cells, 'calls')));

        expect(sums).toEqual([...sums].sort((a, b) => b - a));
      }),
    );
  });
});

describe('rollUpTables', () => {
  it('keeps up to four tables within the limit of one result, each with a row', () => {
    const kinds = ['command', 'source', 'command', 'source'] as const;
    const tables = fc
      .integer({ min: 1, max: 4 })
      .map((count) => kinds.slice(0, count).map((by, index) => ({ tableId: `table-${index}`, by, sum: 'calls' })));

    fc.assert(
      fc.property(rows, tables, fc.nat(9), (all, wanted, omitted) => {
        const results = rollUpTables(all, wanted, omitted);

        expect(results.map(({ tableId }) => tableId)).toEqual(wanted.map(({ tableId }) => tableId));
        expect(jsonBytes(results)).toBeLessThanOrEqual(resultLimits.maxBytes);
        for (const [index, { rows: kept, omittedRowCount = 0 }] of results.entries()) {
          const { rows: whole, omittedRowCount: beyond = 0 } = rollUp(
            all,
            wanted[index] ?? columns,
            0,
            Number.MAX_SAFE_INTEGER,
          );
          expect(kept).toEqual(whole.slice(0, kept.length));
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(1, whole.length));
          expect(kept.length + omittedRowCount).toBe(whole.length + beyond + omitted);
        }
      }),
    );
  });
});
