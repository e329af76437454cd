import { type ReportContent } from '@pulso/contracts/report-updates';
import { formatNumber } from '@pulso/kit/texts';

import { clip } from './line-text';
import { languageNameOf } from './language-name';
import { signedNumber } from './number-view';
import { type Frame, clockTime, zoneOf } from './window-in-words';

type Table = NonNullable<ReportContent['tables']>[number];
type Row = Table['rows'][number];
type Format = NonNullable<NonNullable<Table['columns']>[number]['format']>;

export interface CellView {
  readonly text: string;
  /** `data`: words that come from people or logs. The others are in this report's own words. */
  readonly kind: 'number' | 'hour' | 'language' | 'word' | 'data' | 'none';
  /** Of a number. */
  readonly value?: number;
  /** Difference from the number before. @example '+12' */
  readonly change?: string;
}

/** A table of a report, ready to be shown. */
export interface TableView {
  readonly title: string;
  /** At least one. */
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  /** Each with a cell per column. */
  readonly rows: readonly (readonly CellView[])[];
  /** How many rows the report does not have. */
  readonly restCount: number;
  /** Counts the rows after the first ones; may be empty. For 0: all rows, or a dash. @example 'and 3 more: 23' */
  readonly restText: (shownCount: number) => string;
  /** Sum of all rows. Undefined: unknown, or they do not add up. */
  readonly sum: number | undefined;
}

/** Rows that a table shows when there is room: a list longer than this is not read on a phone. */
export const maxTableRows = 10;

const maxCellLength = 40;
const maxColumnTitleLength = 40;

const busiestHourCount = 3;

/** What the bot records for a command that it does not have. */
const unknownCommand = 'unknown';

/** Rows that tell the columns where none were planned. Several: a missing value has no cell. */
const maxRowsAskedForColumns = 10;

const none: CellView = { text: '–', kind: 'none' };

/** @param isAnswer - A person asked for it: it shows all times, in their order. */
export function tableViewOf(table: Table, frame: Frame, isAnswer: boolean): TableView {
  const { queryId, tableId, title, before = [], omittedRowCount = 0, omittedSum } = table;
  const { texts } = frame;
  const columns = columnsOf(table, frame);
  const isBusiestHours = columns[0]?.format === 'hour' && !isAnswer;
  const rows = (isBusiestHours ? table.rows.slice(0, busiestHourCount) : inOrder(table.rows, columns[0])).map((row) => {
    const cells = columns.map(({ field, format }) => cellIn(valueIn(row, field), format, frame));
    const last = cells.at(-1);
    const difference = Number(row.at(-1)?.value) - (before[table.rows.indexOf(row)] ?? NaN);
    if (last?.kind !== 'number' || !difference) return cells;
    return [...cells.slice(0, -1), { ...last, change: signedNumber(difference, frame) }];
  });
  // Readers know that a day has other hours.
  const restCount = isBusiestHours ? 0 : omittedRowCount;
  // Only a table with an id of its own adds up.
  const isSummedUp = tableId !== undefined && !isBusiestHours;
  const omitted = isSummedUp ? (omittedRowCount === 0 ? 0 : omittedSum) : undefined;
  const sumAfter = (shownCount: number): number | undefined =>
    omitted === undefined
      ? undefined
      : rows.slice(shownCount).reduce((sum, row) => sum + (row.at(-1)?.value ?? 0), omitted);
  return {
    title: frame.titleOf(title, tableId ?? queryId),
    columns: columns.map((column) => ({ title: column.title, align: column.format === 'number' ? 'right' : 'left' })),
    rows,
    restCount,
    restText: (shownCount) => {
      const count = restCount + Math.max(0, rows.length - shownCount);
      if (shownCount === 0) return count === 0 ? none.text : texts.rows(count);
      return count === 0 ? '' : texts.andMore(count, sumAfter(shownCount));
    },
    sum: sumAfter(0),
  };
}

/**
 * Names a row by its first cell, with the column's title where that does not say what it is. @example 'link promo_x'
 */
export function rowNameOf(table: Table, key: string, frame: Frame): string {
  const [column] = columnsOf(table, frame);
  const { text } = cellIn(key, column?.format, frame);
  if (column?.format === 'command' || column === undefined) return text;
  // In German it is a noun in the middle of a sentence, too.
  return `${frame.language === 'de' ? column.title : column.title.toLowerCase()} ${text}`;
}

const valueIn = (row: Row, field: string): string => row.find((cell) => cell.field === field)?.value ?? '';

/** Sorts times, and puts what is not a command of the bot last: it has no rank. */
function inOrder(rows: readonly Row[], column: Column | undefined): readonly Row[] {
  const format = column?.format;
  const keyOf = (row: Row): string => valueIn(row, column?.field ?? '');
  if (format === 'command') {
    const isNone = (row: Row): boolean => ['', unknownCommand].includes(keyOf(row));
    return [...rows.filter((row) => !isNone(row)), ...rows.filter(isNone)];
  }
  if (format !== 'day' && format !== 'hour') return rows;
  // Hours of two days in one are those of the day.
  const timeOf = (row: Row): string => (format === 'day' ? keyOf(row) : keyOf(row).slice('yyyy-mm-dd '.length));
  return rows.toSorted((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1));
}

interface Column {
  readonly field: string;
  readonly title: string;
  readonly format: Format | undefined;
}

function columnsOf({ columns, rows }: Table, { titleOf }: Frame): Column[] {
  if (columns && columns.length > 0) {
    return columns.map(({ field, title, format }) => ({ field, title: titleOf(title, field), format }));
  }
  const asked = rows.slice(0, maxRowsAskedForColumns).flat();
  const fields = new Set(asked.length > 0 ? asked.map(({ field }) => field) : ['']);
  return [...fields].map((field) => {
    const values = asked.filter((cell) => cell.field === field).map(({ value }) => value);
    const isNumeric = values.length > 0 && values.every((value) => numberIn(value) !== undefined);
    return { field, title: clip(field, maxColumnTitleLength) || '–', format: isNumeric ? 'number' : undefined };
  });
}

/** A cell that is not what its column says is shown as it came. */
function cellIn(value: string, format: Format | undefined, { language, texts, zone }: Frame): CellView {
  const text = clip(value, maxCellLength);
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
    case 'hour':
    case 'day': {
      const startMs = timeIn(value);
      if (startMs === undefined) return data;
      const time = (format === 'hour' ? zone : zoneOf('UTC')).wallTimeAt(startMs);
      return { text: format === 'hour' ? clockTime(time) : texts.date(time), kind: 'hour' };
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

/** Digits that a double can't hold stay text: they may be an id. */
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
