import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { defined, jsonBytes } from '@pulso/kit/telegram';

import { type Table } from './answers';
import { type HistoryEntry, type HistoryTable, remember } from './history';

type Row = Table['rows'][number];

/** Rows of a table that the history keeps: the hours of a day, too. */
const maxKeptRows = 24;

/** UTF-16 units of a row's name. Rows with longer names are not kept. */
const maxKeyLength = 64;

/** The rows of all tables in one entry, bytes of JSON. */
export const maxRowsBytes = 4000;

/** Only tables by these fields are kept. The history outlives logs, so it must not list people. */
const keptFields: ReadonlySet<string | undefined> = new Set(['command', 'source', 'language_code', 'hour']);

/**
 * Reads a table of names and numbers; times by their hour of the day, such as '04'.
 *
 * @returns Undefined for other tables, and for fields that are not kept.
 */
export function countsOf({ columns = [], rows }: Table): Map<string, number> | undefined {
  const [by, counted, ...others] = columns;
  if (!keptFields.has(by?.field) || others.length > 0) return undefined;
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = cellIn(row, by?.field) ?? '';
    const name = by?.format === 'hour' ? text.slice('yyyy-mm-dd '.length, 'yyyy-mm-dd hh'.length) : text;
    counts.set(name, (counts.get(name) ?? 0) + Number(cellIn(row, counted?.field) || NaN));
  }
  return [...counts.values()].every(Number.isFinite) ? counts : undefined;
}

export const cellIn = (row: Row, wanted: string | undefined): string | undefined =>
  row.find(({ field }) => field === wanted)?.value;

/** The tables that a report leaves out because they have no rows. */
const emptyTablesOf = (tables: readonly Table[], queries: readonly PlannedQuery[]): Table[] =>
  queries.flatMap(({ queryId, tables: planned = [] }) => {
    const shown = tables.filter((table) => table.queryId === queryId).map(({ tableId }) => tableId);
    const left = planned.filter(({ tableId, onlyWithRows }) => onlyWithRows && !shown.includes(tableId));
    return shown.length === 0 ? [] : left.map((table) => ({ ...table, queryId, rows: [] }));
  });

/** Returns what the history keeps of a report's tables: their first and largest rows, while there is room. */
export function keptTablesOf(tables: readonly Table[], queries: readonly PlannedQuery[]): HistoryTable[] {
  const definitions = new Map(queries.map(({ queryId, definition }) => [queryId, definition]));
  let roomBytes = maxRowsBytes;
  return [...tables, ...emptyTablesOf(tables, queries)].flatMap((table): HistoryTable[] => {
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
    const isWhole = rows.length === counts.size && !table.omittedRowCount;
    return [{ ...key, rows, ...(isWhole && { isWhole }) }];
  });
}

export const keyOf = ({ queryId, tableId, definition }: HistoryTable): string =>
  JSON.stringify([queryId, tableId, definition]);

export const countsIn = remember(
  ({ tables = [] }: HistoryEntry) =>
    new Map(tables.map((table) => [keyOf(table), { counts: new Map(table.rows), isWhole: table.isWhole }])),
);

/** Reads one row's count from an entry. `null`: unknown. A row that is not in a whole table counts 0. */
export function countIn(entry: HistoryEntry | undefined, key: string, row: string): number | null {
  const table = entry && countsIn(entry).get(key);
  return table?.counts.get(row) ?? (table?.isWhole ? 0 : null);
}

/** What the history will keep of a table. */
export const keptOf = ({ queryId, tableId }: Table, kept: readonly HistoryTable[]): HistoryTable | undefined =>
  kept.find((each) => each.queryId === queryId && each.tableId === tableId);

/** Adds to each row what it counted in an earlier window. */
export const withCountsBefore = (
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  entry: HistoryEntry | undefined,
): Table[] =>
  tables.map((table) => {
    const own = keptOf(table, kept);
    if (!own || table.columns?.[0]?.format === 'hour') return table;
    const before = table.rows.map((row) => countIn(entry, keyOf(own), cellIn(row, table.columns?.[0]?.field) ?? ''));
    return before.some((count) => count !== null) ? { ...table, before } : table;
  });
