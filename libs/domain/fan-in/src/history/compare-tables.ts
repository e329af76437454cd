import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { isDaily, usualCountOf } from '@pulso/domain/usual-range';
import { defined } from '@pulso/kit/telegram';

import { type HistoryEntry, type HistoryTable } from '../ports';
import { type Windows, cadenceOf } from './past';
import { countsOf, createReadCount, nameIn, namesIn } from './row-counts';

type Value = ReportContent['values'][number];
type Table = NonNullable<ReportContent['tables']>[number];
type Mover = NonNullable<Value['movers']>[number];

/** A row, and how far it is from what is usual for it. */
interface Moved {
  readonly change: number;
  readonly mover: Mover;
}

const daysPerWeek = 7;

/** What the history will have of a table. */
const keptOf = ({ queryId, tableId }: Table, kept: readonly HistoryTable[]): HistoryTable | undefined =>
  kept.find((each) => each.queryId === queryId && each.tableId === tableId);

/** Says what the rows of tables counted on the same weekday a week before, or, of other windows, in the one before. */
export function withCountsBefore(
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  plan: ReportPlan,
  windows: Windows,
): Table[] {
  const entry = entryBefore(plan, windows);
  return tables.map((table) => {
    const key = keptOf(table, kept);
    const readCount = key && createReadCount(key);
    const before = readCount ? table.rows.map((row) => readCount(entry, nameIn(row, table.columns?.[0]?.field))) : [];
    return before.some((count) => count !== null) ? { ...table, before } : table;
  });
}

const entryBefore = (plan: ReportPlan, windows: Windows): HistoryEntry | undefined =>
  windows.at(isDaily(cadenceOf(plan)) ? -daysPerWeek : -1);

/** A line of a phone has no room for more. */
const maxMovers = 3;

/** A row that moved by less than this share of what its number did explains nothing. */
const minShare = 0.1;

/**
 * Names the rows that explain an unusual number best: those that moved most in its direction, from the median of what the
 * number is compared with. They are rows of tables that add up the number's own field. How much more or less a row has is
 * said as its table says it, unless the window before was as unusual.
 *
 * @param kept - Today's rows, as the history will have them.
 */
export function moversOf(
  value: Value,
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  plan: ReportPlan,
  windows: Windows,
): Mover[] {
  const { low = 0, high = 0 } = value.usualRange ?? {};
  const deviation = value.value - (low + high) / 2;
  const field = fieldOf(value, plan.queries);
  const before = entryBefore(plan, windows);
  const moved = tables
    .filter(({ columns = [] }) => columns[1]?.field === field)
    .flatMap((table): Moved[] => {
      const { queryId, tableId } = table;
      const key = keptOf(table, kept);
      const counts = countsOf(table);
      if (!key || !counts) return [];
      const readCount = createReadCount(key);
      return [...new Set([...key.rows.map(([name]) => name), ...namesIn(windows, key)])].flatMap((name) => {
        const now = counts.get(name) ?? (table.omittedRowCount ? null : 0);
        const series = windows.map((entry) => readCount(entry, name));
        const usual = usualCountOf(series, cadenceOf(plan));
        if (now === null || usual === undefined || (name === '' && table.columns?.[0]?.field !== 'command')) return [];
        const [change, sinceBefore] = [now - usual, now - (readCount(before, name) ?? usual)];
        const shown = change * sinceBefore > 0 ? sinceBefore : change;
        return [{ change, mover: { queryId, ...defined({ tableId }), key: name, change: Math.round(shown) } }];
      });
    });
  return moved
    .filter(({ change }) => change * deviation > 0 && Math.abs(change) >= Math.abs(deviation) * minShare)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, maxMovers)
    .map(({ mover }) => mover);
}

/** A number that sums up another report's has its name alone. */
const fieldOf = ({ queryId, numberId }: Value, queries: readonly PlannedQuery[]): string | undefined =>
  queries.find((query) => query.queryId === queryId)?.numbers?.find((number) => number.numberId === numberId)?.field ??
  numberId;
