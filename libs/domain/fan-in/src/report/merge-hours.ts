import { type TableColumn } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';

type Rows = Extract<QueryOutcome, { status: 'success' }>['rows'];

const dayMs = 86_400_000;

/**
 * Puts rows of the same hour of the day together, where the first column of a table is one: a day from 12:25 to 12:25 has
 * two hours that begin at 12:00, and two days have each hour twice. `checkReport` refuses windows whose hours are more
 * than the rows of a result, and the bot such questions.
 *
 * @param rows - Two cells each, a time as `bin(1h)` writes it (UTC) and a number. A row of another kind stays as it is.
 * @returns Each hour under its latest time, the largest number first; equal numbers as they came.
 */
export function mergeHours(rows: Rows, [by, sum]: readonly TableColumn[]): Rows {
  if (by?.format !== 'hour' || sum === undefined) return rows;
  const hours = new Map<string, { row: Rows[number]; atMs: number; total: number }>();
  for (const [index, row] of rows.entries()) {
    const time = row.find(({ field }) => field === by.field)?.value ?? '';
    const atMs = Date.parse(`${time.replace(' ', 'T')}Z`);
    const count = Number(row.find(({ field }) => field === sum.field)?.value);
    const key = Number.isFinite(atMs) && Number.isFinite(count) ? `${atMs % dayMs}` : `row ${index}`;
    const known = hours.get(key);
    const latest = known && known.atMs > atMs ? known : { row, atMs };
    hours.set(key, { row: latest.row, atMs: latest.atMs, total: (known?.total ?? 0) + count });
  }
  return [...hours.values()]
    .sort((one, other) => (Number.isNaN(one.total + other.total) ? 0 : other.total - one.total))
    .map(({ row, total }) =>
      row.map((cell) => (cell.field === sum.field && !Number.isNaN(total) ? { ...cell, value: String(total) } : cell)),
    );
}
