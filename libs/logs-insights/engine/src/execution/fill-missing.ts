import { type QueryContext } from '../functions/function-definition';
import { type RowCommand } from '../plan/query-plan';
import { floorToPeriod } from '../values/period';
import { Instant, type Value, toNumber } from '../values/value';
import { newestBinFirst } from './bin-order';
import { compileExpression } from './compile-expression';
import { keyOf } from './group-rows';
import { MadeRow } from './made-row';
import { type WritableRow } from './row';

/** No result has more rows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const maxRows = 100_000;

/**
 * Adds a row for each bin that has none, between the first and the last bin of all rows (unverified: perhaps the whole
 * range of the query), for each combination of the other groups.
 *
 * @returns The rows with the added ones, newest bin first; at most 100,000 are added.
 */
export function fillMissing(
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
