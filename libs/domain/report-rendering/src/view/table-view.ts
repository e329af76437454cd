import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';
import { type Language, type ReportTexts, formatNumber, reportTexts } from '@pulso/kit/texts';

import { clip, titleIn } from './line-text';
import { languageNameOf } from './language-name';
import { type Reader } from './number-view';
import { clockTime, zoneOf } from './window-in-words';

/** Rows that a table shows when there is room: a list longer than this is not read on a phone. */
export const maxTableRows = 10;

type Table = NonNullable<ReportContent['tables']>[number];
type Format = NonNullable<NonNullable<Table['columns']>[number]['format']>;

interface ColumnView {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface CellView {
  readonly text: string;
  /** `data`: words that come from people or logs. The others are in this report's own words. */
  readonly kind: 'number' | 'hour' | 'language' | 'word' | 'data' | 'none';
  /** Of a number. */
  readonly value?: number;
  /** How far its number is from what it was. @example '+12' */
  readonly change?: string;
}

/** A table of a report, ready to be shown. */
export interface TableView {
  readonly title: string;
  /** At least one. */
  readonly columns: readonly ColumnView[];
  /** Each with a cell per column. */
  readonly rows: readonly (readonly CellView[])[];
  /** How many rows there are besides. */
  readonly restCount: number;
  /** What those add up to. Absent: it is not known, or nothing that can be added up. */
  readonly restSum?: number;
}

const maxCellLength = 40;
const maxColumnTitleLength = 40;

/** Hours of the day that a table shows. */
const busiestHourCount = 3;

/** What the bot records for a command that it does not have. */
const unknownCommand = 'unknown';

/** Rows that are asked which columns a table has: a missing value has no cell. */
const maxRowsAskedForColumns = 10;

const none: CellView = { text: '–', kind: 'none' };

/**
 * Formats the cells of a table. Without planned columns, those of its first rows are shown by their names.
 *
 * @param isAnswer - It is all that a person has asked for: times stand in their order, and none is left out.
 */
export function tableViewOf(table: Table, reader: Reader, isAnswer = false): TableView {
  const { queryId, tableId, title, rows, before = [], omittedRowCount = 0, omittedSum } = table;
  const columns = columnsOf(table, reader);
  const cellOf = (row: Table['rows'][number], { field, format }: Column): CellView => {
    const value = row.find((cell) => cell.field === field)?.value ?? '';
    return cellIn(value, format, reader);
  };
  const cellsOf = (row: Table['rows'][number]): CellView[] => {
    const cells = columns.map((column) => cellOf(row, column));
    const change = changeIn(row, before[rows.indexOf(row)], reader.language);
    const last = cells.at(-1);
    return change !== undefined && last?.kind === 'number' ? [...cells.slice(0, -1), { ...last, change }] : cells;
  };
  const isByTime = columns[0]?.format === 'hour' || columns[0]?.format === 'day';
  const isByHour = columns[0]?.format === 'hour' && !isAnswer;
  const shown = isByHour
    ? rows.slice(0, busiestHourCount)
    : isByTime
      ? inTheirOrder(rows, columns[0])
      : othersLast(rows, columns[0]);
  return {
    title: titleIn(title, reader.tag, tableId ?? queryId),
    columns: columns.map(({ name, format }) => ({ title: name, align: format === 'number' ? 'right' : 'left' })),
    rows: shown.map(cellsOf),
    // A day has its hours: those that are not the busiest are no news.
    restCount: isByHour ? 0 : omittedRowCount,
    // Of a table that sums up, which is the one that may have an id of its own, nothing else is left out.
    ...(tableId === undefined || isByHour ? {} : defined({ restSum: omittedRowCount === 0 ? 0 : omittedSum })),
  };
}

/** @returns Undefined where nothing has changed, or what it was is not known. */
function changeIn(row: Table['rows'][number], before: number | null | undefined, language: Language) {
  const difference = Number(row.at(-1)?.value) - (before ?? NaN);
  return difference ? signedNumber(difference, language) : undefined;
}

/** @example '+1,234', '−5' */
export const signedNumber = (number: number, language: Language): string =>
  `${number < 0 ? '−' : '+'}${formatNumber(Math.abs(number), language)}`;

/** Names a row by its first cell, with the column's title where that does not say what it is. @example 'link promo_x' */
export function rowNameOf(table: Table, key: string, reader: Reader): string {
  const [column] = columnsOf(table, reader);
  const { text } = cellIn(key, column?.format, reader);
  if (column?.format === 'command' || column === undefined) return text;
  // In German it is a noun in the middle of a sentence, too.
  return `${reader.language === 'de' ? column.name : column.name.toLowerCase()} ${text}`;
}

/** Keeps the first rows of a table, and counts the others among the rest. */
export function withFirstRows(table: TableView, rowCount: number): TableView {
  const { rows, restCount, restSum } = table;
  const others = rows.slice(rowCount);
  return {
    ...table,
    rows: rows.slice(0, rowCount),
    restCount: restCount + others.length,
    ...(restSum === undefined
      ? {}
      : { restSum: others.reduce((total, row) => total + (row.at(-1)?.value ?? 0), restSum) }),
  };
}

/** Says how many rows are not shown, and what they add up to. @example 'and 3 more: 23' */
export const restInWords = ({ restCount, restSum }: TableView, texts: ReportTexts): string =>
  texts.andMore(restCount, restSum);

/** Times are written so that texts have their order; hours of two days in one are those of the day. */
function inTheirOrder(rows: Table['rows'], column: Column | undefined): Table['rows'] {
  const timeOf = (row: Table['rows'][number]): string => {
    const time = row.find(({ field }) => field === column?.field)?.value ?? '';
    return column?.format === 'hour' ? time.slice('yyyy-mm-dd '.length) : time;
  };
  return [...rows].sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1));
}

/** What is no command of the bot is no rank among the others. */
function othersLast(rows: Table['rows'], column: Column | undefined): Table['rows'] {
  if (column?.format !== 'command') return rows;
  const commandIn = (row: Table['rows'][number]) => row.find(({ field }) => field === column.field)?.value ?? '';
  const isNone = (row: Table['rows'][number]) => ['', unknownCommand].includes(commandIn(row));
  return [...rows.filter((row) => !isNone(row)), ...rows.filter(isNone)];
}

/** Says what a table has of which no row is shown: a dash where there is none, which a question may well find. */
export const unshownInWords = (restCount: number, texts: ReportTexts): string =>
  restCount === 0 ? none.text : texts.rows(restCount);

interface Column {
  readonly field: string;
  readonly name: string;
  readonly format: Format | undefined;
}

function columnsOf({ columns, rows }: Table, { tag }: Reader): Column[] {
  if (columns && columns.length > 0) {
    return columns.map(({ field, title, format }) => ({ field, name: titleIn(title, tag, field), format }));
  }
  const asked = rows.slice(0, maxRowsAskedForColumns).flat();
  const fields = [...new Set(asked.map(({ field }) => field))];
  return (fields.length > 0 ? fields : ['']).map((field) => {
    const values = asked.filter((cell) => cell.field === field).map(({ value }) => value);
    const isNumeric = values.length > 0 && values.every((value) => numberIn(value) !== undefined);
    return { field, name: clip(field, maxColumnTitleLength) || '–', format: isNumeric ? 'number' : undefined };
  });
}

/** A cell that is not what its column says is shown as it came. */
function cellIn(value: string, format: Format | undefined, { language, zone }: Reader): CellView {
  const text = clip(value, maxCellLength);
  const texts = reportTexts(language);
  if (text === '' && format === 'command') return { text: texts.withoutCommand, kind: 'word' };
  if (text === '' && format === 'language') return { text: texts.unknownLanguage, kind: 'word' };
  if (text === '') return none;
  const data: CellView = { text, kind: 'data' };
  switch (format) {
    case undefined:
      return data;
    case 'number': {
      const number = numberIn(value);
      return number === undefined ? data : { text: formatNumber(number, language), kind: 'number', value: number };
    }
    case 'hour': {
      const startMs = timeIn(value);
      return startMs === undefined ? data : { text: clockTime(zone.wallTimeAt(startMs)), kind: 'hour' };
    }
    case 'day': {
      const startMs = timeIn(value);
      return startMs === undefined ? data : { text: texts.date(zoneOf('UTC').wallTimeAt(startMs)), kind: 'hour' };
    }
    case 'chat':
      return Object.hasOwn(texts.chats, value)
        ? { text: texts.chats[value as keyof typeof texts.chats], kind: 'word' }
        : data;
    case 'language': {
      const name = languageNameOf(value);
      return name === undefined ? { ...data, text: text.toUpperCase() } : { text: name, kind: 'language' };
    }
    case 'command':
      return value === unknownCommand
        ? { text: texts.unknownCommand, kind: 'word' }
        : { ...data, text: clip(`/${value}`, maxCellLength) };
    default:
      return format satisfies never;
  }
}

/** Ids that look like numbers keep their digits: what a double can't hold is no number here. */
export function numberIn(value: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * Reads a time as `bin(1h)` gives it, in UTC.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Functions.html
 */
export function timeIn(value: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})?$/.test(value)) return undefined;
  const epochMs = Date.parse(`${value.replace(' ', 'T')}Z`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
