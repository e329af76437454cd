import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { titleIn } from './view/line-text';
import { isAverage, missingCountOf } from './view/number-view';
import { timeIn } from './view/table-view';
import { type ReaderOptions, periodOfPart, windowOf } from './view/window-in-words';

export interface CsvFile {
  /** @example 'daily-usage-2026-11-26T1225Z.csv' */
  readonly fileName: string;
  readonly text: string;
}

type Value = ReportContent['values'][number];
type Table = NonNullable<ReportContent['tables']>[number];

/** A line is one value, so that files of many days can be joined: `id` is for programs, `title` for people. */
const columns = [
  'report',
  'window_start',
  'window_end',
  'state',
  'kind',
  'id',
  'title',
  'row',
  'key',
  'column',
  'value',
  'unit',
  'mean_per',
  'missing_parts',
  'part',
  'of',
  'baseline_low',
  'baseline_high',
  'anomaly',
] as const;

type Line = Partial<Record<(typeof columns)[number], string | number>>;

/**
 * Writes a report as a CSV file with a header. Times are ISO 8601 in UTC; numbers have a decimal point and no
 * separators. The same content gives the same file, without a byte order mark: whoever sends it adds one.
 */
export function renderCsv(content: ReportContent, { language }: Pick<ReaderOptions, 'language'> = {}): CsvFile {
  const frame: Line = {
    report: content.reportId,
    window_start: isoOf(content.windowStartMs),
    window_end: isoOf(content.windowEndMs),
    state: content.state,
  };
  const lines: Line[] = [
    ...content.values.map((value) => numberLine(value, content, language)),
    ...(content.tables ?? []).flatMap((table) => tableLines(table, language)),
    ...content.missing.map(({ queryId, title, reason }) => ({
      kind: 'missing',
      id: queryId,
      title: titleIn(title, language, queryId),
      value: reason.code,
    })),
  ];
  const text = lines.map((line) => csvLine(columns.map((column) => ({ ...frame, ...line })[column] ?? '')));
  return { fileName: fileNameOf(content), text: [csvLine(columns), ...text].join('') };
}

function numberLine(value: Value, content: ReportContent, language?: string): Line {
  const { queryId, numberId, title, unit = 'count', parts, part, of, baseline, isAnomaly = false } = value;
  return {
    kind: 'number',
    id: idOf(queryId, numberId),
    title: titleIn(title, language, numberId ?? queryId),
    value: value.value,
    unit,
    // Otherwise the mean of a day would be taken for the people of a week.
    ...(isAverage(value) && { mean_per: periodOfPart(windowOf(content), parts?.length ?? 0) }),
    ...(parts && { missing_parts: missingCountOf(value) }),
    ...defined({ part, of, baseline_low: baseline?.low, baseline_high: baseline?.high }),
    anomaly: String(isAnomaly),
  };
}

function tableLines(table: Table, language?: string): Line[] {
  const { queryId, tableId, title, rows, columns: planned = [], omittedRowCount = 0, omittedSum } = table;
  const frame = { id: idOf(queryId, tableId), title: titleIn(title, language, tableId ?? queryId) };
  const fields = [...new Set((planned.length > 0 ? planned : rows.flat()).map(({ field }) => field))];
  const formats = new Map(planned.map(({ field, format }) => [field, format]));
  const [keyField, ...others] = fields;
  const cellOf = (row: Table['rows'][number], field: string | undefined): string => {
    const cell = row.find((one) => one.field === field)?.value ?? '';
    const timeMs = formats.get(field ?? '') === 'hour' ? timeIn(cell) : undefined;
    return timeMs === undefined ? cell : isoOf(timeMs);
  };
  const lines = rows.flatMap((row, index): Line[] =>
    // A table of one column has its rows alone.
    (others.length > 0 ? others : ['']).map((column) => ({
      ...frame,
      kind: 'table',
      row: index + 1,
      key: cellOf(row, keyField),
      column,
      value: cellOf(row, column),
    })),
  );
  if (omittedRowCount === 0) return lines;
  return [
    ...lines,
    { ...frame, kind: 'omitted-rows', value: omittedRowCount },
    // With it the table adds up to what the report says of its whole.
    ...(omittedSum === undefined ? [] : [{ ...frame, kind: 'omitted-sum', value: omittedSum }]),
  ];
}

const idOf = (queryId: string, ownId: string | undefined): string =>
  ownId === undefined ? queryId : `${queryId}/${ownId}`;

/** @example '2026-11-26T12:25:00Z' */
const isoOf = (epochMs: number): string => new Date(epochMs).toISOString().replace('.000Z', 'Z');

/** Has only characters that every system takes. */
const fileNameOf = ({ reportId, windowEndMs }: ReportContent): string =>
  `${reportId.replace(/[^\w.-]+/g, '-')}-${new Date(windowEndMs).toISOString().slice(0, 16).replace(':', '')}Z.csv`;

/** Begins a formula in spreadsheets, unless it is a number; some skip a tab or a line break before it. */
const formulaStart = /^(?![+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$)(?=[=+\-@\t\r\n＝＋－＠])/iu;

/** The same behind what separates cells in some languages' spreadsheets, and then counts although it is quoted. */
const innerStart = /([,;\t\r\n]"*)(?=[=+\-@＝＋－＠])/gu;

/**
 * Writes one line of RFC 4180. The apostrophe keeps spreadsheets from making a formula of what people have written.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180 and https://owasp.org/www-community/attacks/CSV_Injection
 */
const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  const text = String(value).toWellFormed();
  const inert = text.replace(formulaStart, "'").replaceAll(innerStart, "$1'");
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
