import { type QueryContext } from '../functions/function-definition';
import { type RowCommand } from '../plan/query-plan';
import { floorToPeriod } from '../values/period';
import { Instant, type Value, finite, toNumber } from '../values/value';
import { compileExpression } from './compile-expression';
import { MadeRow, type WritableRow, keyOf, newestBinFirst } from './row';

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

/** No result has more rows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const maxRows = 100_000;

/**
 * Adds a row for each bin that has none, between the first and the last bin of all rows (unverified: perhaps the whole
 * range of the query), for each combination of the other groups.
 *
 * @returns The rows with the added ones, newest bin first; at most 100,000 are added.
 */
function fillMissing(
  rows: readonly WritableRow[],
  { bin, period, series, defaults }: RowCommand & { type: 'fillmissing' },
  context: QueryContext,
): readonly WritableRow[] {
  const bins = rows.map((row) => toNumber(row.get(bin))).filter((epochMs) => epochMs !== undefined);
  const added: WritableRow[] = [];
  const present = new Set(rows.map((row) => keyOf([row.get(bin), ...series.map((name) => row.get(name))])));
  const combinations = new Map(rows.map((row) => [keyOf(series.map((name) => row.get(name))), row]));
  const values = defaults.map(({ name, value }) => [name, compileExpression(value, { context })(nothing)] as const);
  for (const epochMs of binsBetween(lowest(bins), highest(bins), period)) {
    for (const like of combinations.values()) {
      const groups: readonly (readonly [string, Value])[] = [
        [bin, new Instant(epochMs)],
        ...series.map((name) => [name, like.get(name)] as const),
      ];
      if (present.has(keyOf(groups.map(([, value]) => value)))) continue;
      if (added.length >= maxRows) break;
      const row = new MadeRow();
      for (const [name, value] of [...values, ...groups]) row.set(name, value);
      added.push(row);
    }
  }
  return [...rows, ...added].sort(newestBinFirst(bin));
}

/** Steps back from the last bin: the start of a bin less a millisecond lies in the one before. */
function* binsBetween(first: number, last: number, period: Parameters<typeof floorToPeriod>[1]): Iterable<number> {
  let count = 0;
  for (let epochMs = last; epochMs >= first && count < maxRows; epochMs = floorToPeriod(epochMs - 1, period)) {
    count += 1;
    yield epochMs;
  }
}

const nothing = new MadeRow();
const lowest = (numbers: readonly number[]): number =>
  numbers.reduce((least, number) => Math.min(least, number), Infinity);
const highest = (numbers: readonly number[]): number =>
  numbers.reduce((most, number) => Math.max(most, number), -Infinity);
