import { type QueryContext } from '../functions/function-definition';
import { type RowCommand } from '../plan/query-plan';
import { Instant, finite, toNumber } from '../values/value';
import { fillMissing } from './fill-missing';
import { MadeRow } from './made-row';
import { type WritableRow } from './row';

/** Runs a command that works on all rows, in their order. */
export function runRowCommand(
  rows: readonly WritableRow[],
  command: RowCommand,
  context: QueryContext,
): readonly WritableRow[] {
  switch (command.type) {
    case 'accum':
      return accumulate(rows, command);
    case 'filldown':
      return fillDown(rows, command.names);
    case 'fillmissing':
      return fillMissing(rows, command, context);
    case 'addtotals':
      return addTotals(rows, command);
    default:
      return command satisfies never;
  }
}

/** A row without a number adds nothing and gets the sum so far (unverified). */
function accumulate(rows: readonly WritableRow[], { name, output }: RowCommand & { type: 'accum' }) {
  let sum = 0;
  for (const row of rows) {
    sum += toNumber(row.get(name)) ?? 0;
    row.set(output, finite(sum));
  }
  return rows;
}

function fillDown(rows: readonly WritableRow[], names: readonly string[]): readonly WritableRow[] {
  for (const name of names) {
    let last = rows[0]?.get(name);
    for (const row of rows) {
      last = row.get(name) ?? last;
      row.set(name, last);
    }
  }
  return rows;
}

/** A row without a number has no total (unverified); the last row has the sums of the columns, that of totals among them. */
function addTotals(rows: readonly WritableRow[], { names, output, addsRow }: RowCommand & { type: 'addtotals' }) {
  for (const row of rows) if (output !== undefined) row.set(output, sumOf(names.map((name) => numberIn(row, name))));
  if (!addsRow) return rows;
  const totals = new MadeRow();
  const summed = output === undefined ? names : [...names, output];
  for (const name of summed) totals.set(name, sumOf(rows.map((row) => numberIn(row, name))));
  return [...rows, totals];
}

/** Times are no numbers here: a sum of dates means nothing. */
const numberIn = (row: WritableRow, name: string): number | undefined => {
  const value = row.get(name);
  return value instanceof Instant ? undefined : toNumber(value);
};

function sumOf(numbers: readonly (number | undefined)[]): number | undefined {
  const present = numbers.filter((number) => number !== undefined);
  return present.length === 0 ? undefined : finite(present.reduce((sum, number) => sum + number, 0));
}
