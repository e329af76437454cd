import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { defined, jsonBytes } from '@pulso/kit/telegram';

import { type Table, type Value } from './answers';
import { expectedCountOf } from './baseline';
import { type HistoryEntry, type HistoryTable, remember } from './history';
import { type ComparedWindows } from './series';

type Mover = NonNullable<Value['movers']>[number];
type Row = Table['rows'][number];

/** Rows of a table that the history keeps. */
const maxKeptRows = 20;

/** UTF-16 units of a row's name. Rows with longer names are not kept. */
const maxKeyLength = 64;

/** The rows of all tables in one entry, bytes of JSON. */
export const maxRowsBytes = 4000;

/** Only tables by these fields are kept. The history outlives logs, so it must not list people. */
const keptFields: ReadonlySet<string | undefined> = new Set(['command', 'source']);

/** Reads a table of names and numbers. @returns Undefined for other tables, and for fields that are not kept. */
function countsOf({ columns = [], rows }: Table): Map<string, number> | undefined {
  const [by, counted, ...others] = columns;
  if (!keptFields.has(by?.field) || others.length > 0) return undefined;
  const counts = rows.map((row) => [cellIn(row, by?.field) ?? '', Number(cellIn(row, counted?.field) || NaN)] as const);
  return counts.every(([, count]) => Number.isFinite(count)) ? new Map(counts) : undefined;
}

const cellIn = (row: Row, wanted: string | undefined): string | undefined =>
  row.find(({ field }) => field === wanted)?.value;

/** Returns what the history keeps of a report's tables: their first and largest rows, while there is room. */
export function keptTablesOf(tables: readonly Table[], queries: readonly PlannedQuery[]): HistoryTable[] {
  const definitions = new Map(queries.map(({ queryId, definition }) => [queryId, definition]));
  let roomBytes = maxRowsBytes;
  return tables.flatMap((table): HistoryTable[] => {
    const counts = countsOf(table);
    const { queryId, tableId } = table;
    const key = { queryId, ...defined({ tableId }), definition: definitions.get(queryId) ?? '' };
    // 30 bytes: the names of the other members.
    roomBytes -= jsonBytes(key) + 30;
    if (!counts || roomBytes < 0) return [];
    const rows = [...counts]
      .filter(([name]) => name.length <= maxKeyLength)
      .slice(0, maxKeptRows)
      .filter((row) => (roomBytes -= jsonBytes(row) + 1) >= 0);
    const isWhole = rows.length === table.rows.length && !table.omittedRowCount;
    return [{ ...key, rows, ...(isWhole && { isWhole }) }];
  });
}

const keyOf = ({ queryId, tableId, definition }: HistoryTable): string =>
  JSON.stringify([queryId, tableId, definition]);

const countsIn = remember(
  ({ tables = [] }: HistoryEntry) =>
    new Map(tables.map((table) => [keyOf(table), { counts: new Map(table.rows), isWhole: table.isWhole }])),
);

/** Reads one row's count from an entry. `null`: unknown. A row that is not in a whole table counts 0. */
function countIn(entry: HistoryEntry | undefined, key: string, row: string): number | null {
  const table = entry && countsIn(entry).get(key);
  return table?.counts.get(row) ?? (table?.isWhole ? 0 : null);
}

/** What the history will keep of a table. */
const keptOf = ({ queryId, tableId }: Table, kept: readonly HistoryTable[]): HistoryTable | undefined =>
  kept.find((each) => each.queryId === queryId && each.tableId === tableId);

/** Adds to each row what it counted in an earlier window. */
export const withCountsBefore = (
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  entry: HistoryEntry | undefined,
): Table[] =>
  tables.map((table) => {
    const own = keptOf(table, kept);
    if (!own) return table;
    const before = table.rows.map((row) => countIn(entry, keyOf(own), cellIn(row, table.columns?.[0]?.field) ?? ''));
    return before.some((count) => count !== null) ? { ...table, before } : table;
  });

/** A line of a phone has no room for more. */
const maxMovers = 3;

/** A row must have moved by at least this share of what its number moved. */
const minShare = 0.1;

/**
 * Names the rows that explain an anomaly best: those of the number's own field that moved most in its direction, from the
 * median of the compared windows. The change shown is the table's, unless the window before was as unusual.
 *
 * @param kept - Today's rows, as the history will keep them.
 */
export function moversOf(
  value: Value,
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  { queries }: ReportPlan,
  { cadence, windows, before }: ComparedWindows,
): Mover[] {
  const { low = 0, high = 0 } = value.baseline ?? {};
  const deviation = value.value - (low + high) / 2;
  const field = fieldOf(value, queries);
  const moved = tables.flatMap((table) => {
    const { queryId, tableId, columns: [by, sum] = [] } = table;
    const own = keptOf(table, kept);
    const counts = countsOf(table);
    if (sum?.field !== field || !own || !counts) return [];
    const key = keyOf(own);
    const earlierNames = windows.flatMap((entry) => [...((entry && countsIn(entry).get(key)?.counts.keys()) ?? [])]);
    return [...new Set([...own.rows.map(([name]) => name), ...earlierNames])].flatMap((name) => {
      const now = counts.get(name) ?? (table.omittedRowCount ? null : 0);
      const series = windows.map((entry) => countIn(entry, key, name));
      const usual = expectedCountOf(series, cadence);
      if (now === null || usual === undefined || (name === '' && by?.field !== 'command')) return [];
      const [change, sinceBefore] = [now - usual, now - (countIn(before, key, name) ?? usual)];
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

/** A sum of another report has only its name. */
const fieldOf = ({ queryId, numberId }: Value, queries: readonly PlannedQuery[]): string | undefined =>
  queries.find((query) => query.queryId === queryId)?.numbers?.find((number) => number.numberId === numberId)?.field ??
  numberId;
