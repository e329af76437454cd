import { jsonBytes } from '@pulso/kit/telegram';
import * as fc from 'fast-check';

import { boundRows, resultLimits } from './bound-rows';
import { type ResultRows } from './run-event';

const { maxBytes, maxCellsPerRow, maxFieldLength, maxRows, maxValueLength } = resultLimits;

const rowOf = (value: string, field = 'command') => [{ field, value }];

const rowsOf = (count: number): ResultRows => Array.from({ length: count }, (_, index) => rowOf(`/c${index}`));

/** Full rows, and one more that completes the size. */
const rowsOfBytes = (sizeBytes: number): ResultRows => {
  const rows = Array.from({ length: 50 }, () => rowOf('x'.repeat(maxValueLength)));
  for (let rest = sizeBytes - jsonBytes(rows); ; rest = sizeBytes - jsonBytes(rows)) {
    const overheadBytes = jsonBytes(rowOf('')) + 1;
    if (rest <= maxValueLength + overheadBytes) return [...rows, rowOf('y'.repeat(rest - overheadBytes))];
    rows.push(rowOf('x'.repeat(Math.min(maxValueLength, rest - 2 * overheadBytes))));
  }
};

describe('boundRows', () => {
  it.each([
    [-1, maxRows - 1, undefined],
    [0, maxRows, undefined],
    [1, maxRows, 1],
  ])('counts rows beyond the limit: %d', (difference, keptCount, omittedRowCount) => {
    const bounded = boundRows(rowsOf(maxRows + difference));

    expect(bounded.rows).toEqual(rowsOf(keptCount));
    expect(bounded.omittedRowCount).toBe(omittedRowCount);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [1, 1],
  ])('leaves out the last row if it exceeds the limit of bytes: %d', (difference, omitted) => {
    const rows = rowsOfBytes(maxBytes + difference);
    expect([jsonBytes(rows), rows.length <= maxRows]).toEqual([maxBytes + difference, true]);

    const bounded = boundRows(rows);

    expect(bounded.rows).toEqual(rows.slice(0, rows.length - omitted));
    expect(bounded.omittedRowCount ?? 0).toBe(omitted);
  });

  it.each([
    [-1, 'x'.repeat(maxValueLength - 1)],
    [0, 'x'.repeat(maxValueLength)],
    [1, `${'x'.repeat(maxValueLength - 1)}…`],
  ])('marks a cut cell: %d', (difference, value) => {
    const { rows } = boundRows([rowOf('x'.repeat(maxValueLength + difference))]);

    expect(rows).toEqual([rowOf(value)]);
  });

  it('does not turn a long number into a shorter one', () => {
    const { rows } = boundRows([rowOf('9'.repeat(maxValueLength + 1))]);

    expect(Number(rows[0]?.[0]?.value)).toBeNaN();
  });

  it('cuts names of fields and wide rows', () => {
    const row = Array.from({ length: maxCellsPerRow + 1 }, () => ({ field: 'f'.repeat(100), value: '1' }));

    const { rows } = boundRows([row]);

    expect(rows[0]).toHaveLength(maxCellsPerRow);
    expect(rows[0]?.[0]?.field).toHaveLength(maxFieldLength);
  });

  it('drops pointers to raw events before it counts cells', () => {
    const pointer = { field: '@ptr', value: 'CmEKJgoi' };

    expect(boundRows([[pointer, ...rowOf('/start'), pointer]])).toEqual({ rows: [rowOf('/start')] });
  });

  it('adds to rows that were left out before', () => {
    expect(boundRows(rowsOf(maxRows + 2), 5).omittedRowCount).toBe(7);
  });

  it('keeps the first row, stays within every limit and counts every row', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('\u0000'.repeat(400), '\ud83d'.repeat(400), '😀'.repeat(200), '"'.repeat(400), '@ptr', ''),
    );
    const rows = fc.array(fc.array(fc.record({ field: text, value: text }), { maxLength: 14 }), { maxLength: 130 });

    fc.assert(
      fc.property(rows, fc.nat(9), (all, before) => {
        const bounded = boundRows(all, before);

        expect(jsonBytes(bounded.rows)).toBeLessThanOrEqual(maxBytes);
        expect(bounded.rows.length).toBeLessThanOrEqual(maxRows);
        expect(bounded.rows.length).toBeGreaterThanOrEqual(Math.min(1, all.length));
        expect(bounded.rows.length + (bounded.omittedRowCount ?? 0)).toBe(all.length + before);
        expect(boundRows(bounded.rows, bounded.omittedRowCount)).toEqual(bounded);
      }),
    );
  });
});
