import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined, jsonBytes } from '@pulso/kit/telegram';

import { type HistoryEntry, type HistoryTable } from '../ports';
import { remember } from './remember';

type Table = NonNullable<ReportContent['tables']>[number];

/** What the rows of a table are known by in the history. */
export type TableKey = Omit<HistoryTable, 'rows' | 'isWhole'>;

/** Rows of a table that the history keeps. */
const maxKeptRows = 20;

/** UTF-16 units of what a kept row is known by; a longer one is not kept. */
const maxKeyLength = 64;

/** What the rows of all tables take in one entry, bytes of JSON: of a report with two tables it is about 1 KB a day. */
export const maxRowsBytes = 4000;

/**
 * Fields of the usage record by which tables may be kept. The history is kept for longer than logs, and what people can't
 * have deleted by then must not be in it: a team's table may list pseudonyms.
 */
const keptFields: ReadonlySet<string | undefined> = new Set(['command', 'source']);

/**
 * Gives the counts of a table that lists names, each with a number.
 *
 * @returns Undefined for a table of another shape, and of other fields than the history may keep.
 */
export function countsOf({ columns = [], rows }: Pick<Table, 'columns' | 'rows'>): Map<string, number> | undefined {
  const [by, counted, ...others] = columns;
  if (!keptFields.has(by?.field) || others.length > 0) return undefined;
  const counts = rows.map((row) => [nameIn(row, by?.field), Number(cellIn(row, counted?.field) || NaN)] as const);
  return counts.every(([, count]) => Number.isFinite(count)) ? new Map(counts) : undefined;
}

type Row = Table['rows'][number];

const cellIn = (row: Row, wanted: string | undefined): string | undefined =>
  row.find(({ field }) => field === wanted)?.value;

/** What a row of a table is known by; empty where the field is missing. */
export const nameIn = (row: Row, by: string | undefined): string => cellIn(row, by) ?? '';

/** Makes what the history keeps of a report's tables: their first rows, the largest ones, as long as there is room. */
export function keptTablesOf(tables: readonly Table[], queries: readonly PlannedQuery[]): HistoryTable[] {
  const definitions = new Map(queries.map(({ queryId, definition }) => [queryId, definition]));
  let roomBytes = maxRowsBytes;
  return tables.flatMap((table): HistoryTable[] => {
    const counts = countsOf(table);
    const { queryId, tableId } = table;
    const key = { queryId, ...defined({ tableId }), definition: definitions.get(queryId) ?? '' };
    // 30: the names of the other members.
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

/** Reads one row's count out of an entry. `null`: not known. A row that a whole table lacks counts 0. */
export type ReadCount = (entry: HistoryEntry | undefined, row: string) => number | null;

/** Creates a reader of one table's counts, which looks through each entry once. */
export function createReadCount(wanted: TableKey): ReadCount {
  const tableOf = remember((entry: HistoryEntry) => {
    const table = entry.tables?.find((each) => keyOf(each) === keyOf(wanted));
    return table && { counts: new Map(table.rows), isWhole: table.isWhole };
  });
  return (entry, row) => {
    const table = entry && tableOf(entry);
    return table?.counts.get(row) ?? (table?.isWhole ? 0 : null);
  };
}

/** The names of all rows that the entries have of a table. */
export const namesIn = (entries: readonly (HistoryEntry | undefined)[], wanted: TableKey): string[] =>
  entries.flatMap((entry) =>
    (entry?.tables ?? [])
      .filter((each) => keyOf(each) === keyOf(wanted))
      .flatMap(({ rows }) => rows.map(([name]) => name)),
  );

const keyOf = ({ queryId, tableId, definition }: TableKey): string => JSON.stringify([queryId, tableId, definition]);
