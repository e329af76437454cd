import { type ReportContent } from '@pulso/contracts/report-updates';
import { cutText, defined, jsonBytes } from '@pulso/kit/telegram';

import { type Table, type Value } from './answers';
import { type Series, fromFirstKnown } from './series';

/** Rows of one table: no chat shows more of them. The answer to a person's question may be about each day of a month. */
const [maxReportRows, maxAnswerRows] = [10, 50];

/** UTF-16 units of a reason in a report. The stored reason is longer. */
const maxReasonLength = 300;

/** Rows and reasons of one content together, bytes of JSON; {@link maxPlanBytes} has the sum. */
const maxTextBytes = 250_000;

/** Numbers of other windows in one content, bytes of JSON. */
const maxSeriesBytes = 200_000;

/**
 * Makes a content small enough for one message. Tables, reasons and values get equal shares of the room, and a table counts
 * the rows that do not fit. With a thousand questions a value has 200 bytes: 14 numbers of 13 digits.
 */
export function boundContent(content: ReportContent): ReportContent {
  const { tables = [], missing, values, ...rest } = content;
  const maxRows = rest.scannedBytes === undefined ? maxReportRows : maxAnswerRows;
  const seriesBytes = Math.floor(maxSeriesBytes / Math.max(1, values.length));
  const shareBytes = Math.floor(maxTextBytes / Math.max(1, tables.length + missing.length));
  return {
    ...rest,
    values: values.map((value) => boundValue(value, seriesBytes)),
    ...(tables.length > 0 ? { tables: tables.map((table) => boundTable(table, shareBytes, maxRows)) } : {}),
    missing: missing.map((item) => boundMissing(item, shareBytes)),
  };
}

/** Keeps the newest of the earlier windows, and all parts of a sum or none. */
function boundValue(
  { earlier = [], parts, partsBefore, partBaselines, baseline, isAnomaly, ...value }: Value,
  shareBytes: number,
): Value {
  const judgement = { ...(baseline && { baseline }), ...(isAnomaly && { isAnomaly }) };
  const isKept = jsonBytes(judgement) <= shareBytes;
  const roomBytes = shareBytes - (isKept && baseline ? jsonBytes(judgement) : 0);
  const ofParts = defined({ parts, partsBefore, partBaselines });
  const keptParts = jsonBytes(Object.values(ofParts)) <= roomBytes ? ofParts : {};
  const kept = newestWithin(earlier, roomBytes - jsonBytes(Object.values(keptParts)));
  return { ...value, ...(isKept && judgement), ...(kept.length > 0 && { earlier: kept }), ...keptParts };
}

function newestWithin(series: Series, maxBytes: number): (number | null)[] {
  // Two brackets, less the comma that the first number does not need.
  let sizeBytes = 1;
  const lastTooMany = series.findLastIndex((number) => (sizeBytes += jsonBytes(number) + 1) > maxBytes);
  return fromFirstKnown(series.slice(lastTooMany + 1));
}

function boundTable(
  { rows: asCounted, before, omittedRowCount = 0, omittedSum, ...table }: Table,
  shareBytes: number,
  maxRows: number,
): Table {
  const kept: Table['rows'] = [];
  const rows = mergeHours({ ...table, rows: asCounted });
  let roomBytes = shareBytes;
  for (const [index, row] of rows.slice(0, maxRows).entries()) {
    roomBytes -= jsonBytes(row) + 1 + (before ? jsonBytes(before[index] ?? null) + 1 : 0);
    if (roomBytes < 0) break;
    kept.push(row);
  }
  const omitted = omittedRowCount + rows.length - kept.length;
  const sumIsKnown = table.tableId !== undefined && (omittedRowCount === 0 || omittedSum !== undefined);
  const sum = sumIsKnown ? (omittedSum ?? 0) + sumOf(rows.slice(kept.length), table) : undefined;
  return {
    ...table,
    rows: kept,
    ...(before && { before: before.slice(0, kept.length) }),
    ...(omitted > 0 ? { omittedRowCount: omitted, ...defined({ omittedSum: sum }) } : {}),
  };
}

/** Adds up rows of a table whose second column has the sums. */
const sumOf = (rows: Table['rows'], { columns: [, sum] = [] }: Pick<Table, 'columns'>): number =>
  rows.reduce((total, row) => total + Number(row.find(({ field }) => field === sum?.field)?.value ?? 0), 0);

function boundMissing({ reason: { code, message }, ...item }: ReportContent['missing'][number], shareBytes: number) {
  const short = cutText(message, maxReasonLength);
  // JSON writes a unit in at most six bytes.
  const fits = jsonBytes(short) <= shareBytes;
  return { ...item, reason: { code, message: fits ? short : cutText(short, Math.floor(shareBytes / 6)) } };
}

/**
 * Merges rows of the same hour of the day if that is a planned table's first column: a day from 12:25 to 12:25 has two
 * hours that begin at 12:00, and a query may count by parts of an hour.
 *
 * @param table - Of rows with a time as `bin()` writes it (UTC) and a number. Other rows stay as they are.
 * @returns Each hour under its latest date, the largest number first, equal numbers in their old order.
 */
function mergeHours({ tableId, rows, columns: [by, sum] = [] }: Table): Table['rows'] {
  if (by?.format !== 'hour' || sum === undefined || tableId === undefined) return rows;
  const hours = new Map<string, { row: Table['rows'][number]; hour: string; total: number }>();
  for (const [index, row] of rows.entries()) {
    const cellOf = (wanted: string): string => row.find(({ field }) => field === wanted)?.value ?? '';
    const hour = /^\d{4}-\d\d-\d\d \d\d/.exec(cellOf(by.field))?.[0] ?? '';
    const isRead = hour !== '' && cellOf(sum.field) !== '';
    const key = isRead ? hour.slice(-2) : `row ${index}`;
    const known = hours.get(key);
    const latest = known && known.hour > hour ? known : { row, hour };
    hours.set(key, { ...latest, total: isRead ? (known?.total ?? 0) + Number(cellOf(sum.field)) : NaN });
  }
  const cellIn = (cell: Table['rows'][number][number], hour: string, total: number) =>
    cell.field === by.field ? { ...cell, value: `${hour}:00:00.000` } : { ...cell, value: String(total) };
  return [...hours.values()]
    .sort((one, other) => (Number.isNaN(one.total + other.total) ? 0 : other.total - one.total))
    .map(({ row, hour, total }) => (Number.isNaN(total) ? row : row.map((cell) => cellIn(cell, hour, total))));
}
