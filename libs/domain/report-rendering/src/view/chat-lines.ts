import { clip } from './line-text';
import { drawBars } from './series';
import { type ChangeView, type NumberView } from './number-view';
import { type ReportView } from './report-view';
import { type CellView, type TableView, maxTableRows } from './table-view';

/** A piece of a line. It is text, never markup. */
export interface Span {
  readonly text: string;
  /** `code`: words of people or logs, and bars. `hashtag`: only Telegram finds messages by it. */
  readonly style?: 'bold' | 'italic' | 'code' | 'hashtag';
}

/** A line of a report in a chat. */
export type Line = readonly Span[];

export const plain = (text: string): Span => ({ text });
export const bold = (text: string): Span => ({ text, style: 'bold' });
export const italic = (text: string): Span => ({ text, style: 'italic' });
export const code = (text: string): Span => ({ text, style: 'code' });

export const textOf = (line: Line): string => line.map(({ text }) => text).join('');

export const joined = (parts: readonly Line[], separator = ' · '): Line =>
  parts.flatMap((part, index) => (index > 0 ? [plain(separator), ...part] : part));

/** UTF-16 units: what a phone shows in a line or two. */
const maxRowLength = 120;

/** Letters that run from right to left. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** In code, a text from a log is not clickable, and a time stands apart from the number after it. */
export function cellSpans({ kind, text, change }: CellView): Line {
  if (change !== undefined) return [plain(`${text} (${change})`)];
  // Otherwise a number after letters that run from right to left would be shown before them.
  const mark = rightToLeft.test(text) ? '\u200e' : '';
  return kind === 'data' || kind === 'hour' ? [code(text), plain(mark)] : [plain(text + mark)];
}

/** Keeps the cells of a row that a phone shows in a line or two. */
export function rowSpans(cells: readonly CellView[], separator: string): Line {
  let length = 0;
  const shown = cells.map(cellSpans).filter((cell) => {
    length += textOf(cell).length + separator.length;
    return length <= maxRowLength;
  });
  return joined(shown, separator);
}

/** Says what is unusual, then the numbers. A notification shows the first line. */
export function firstLinesOf(view: ReportView): Line[] {
  const { anomaly, headline, headlineNotes, tables, total, texts } = view;
  const [table] = tables;
  const numbers = headline
    .filter(({ isAnomaly }) => !isAnomaly)
    .map(({ name, text, change }): Line => [plain(`${name} `), bold(text), ...changeSpans(change)]);
  // A list says little in half a line: its first row stands there only if the report has no number.
  const firstRow = ({ title, rows: [row], restCount }: TableView): Line => [
    plain(`${title}: `),
    ...(row ? rowSpans(row, ' ') : [plain(texts.rows(restCount))]),
  ];
  const first = headline.length > 0 || !table ? [] : [total === undefined ? firstRow(table) : [plain(total)]];
  const notes = headlineNotes.map((note) => [plain(note)]);
  const lines = anomaly
    ? [joined([[bold(anomaly.lead), plain(anomaly.rest)], ...notes]), joined([...numbers, ...first])]
    : [joined([...numbers, ...first, ...notes])];
  return lines.filter((line) => line.length > 0);
}

/** What a notification shows, and the subject of a mail. */
export const firstLineText = (view: ReportView): string => textOf(firstLinesOf(view)[0] ?? []);

/** What stands above the numbers: the first lines, and what the report is. */
export const headLinesOf = (view: ReportView): Line[] => [
  ...firstLinesOf(view),
  ...(view.marker ? [[italic(view.marker.text)]] : []),
  [
    bold(view.title),
    ...(view.hashtag === undefined ? [] : [plain(' '), { text: view.hashtag, style: 'hashtag' } as const]),
  ],
  [plain(view.window)],
  ...(view.backfillText === undefined ? [] : [[italic(view.backfillText)]]),
];

/**
 * Returns the numbers below the head: bars for those of the headline, a whole line for each of the others.
 *
 * @param maxBarsBeside - More bars than these stand in a line of their own.
 */
export function numberLinesOf({ headline, body }: ReportView, maxBarsBeside = Infinity): Line[] {
  const besideBars = ({ bars }: NumberView, line: Line): Line => {
    if (!bars) return line;
    const drawn = code(drawBars(bars));
    return bars.heights.length > maxBarsBeside ? [...line, plain('\n'), drawn] : [drawn, plain(' '), ...line];
  };
  const trendLine = (number: NumberView): Line[] => {
    const { name, bars, note } = number;
    if (!bars && note === undefined) return [];
    return [besideBars(number, [plain(bars ? `${name} ${bars.rangeText}` : name), ...noteSpans(note)])];
  };
  const bodyLine = (number: NumberView): Line =>
    besideBars(number, [
      plain(`${number.name} `),
      bold(number.text),
      ...changeSpans(number.change),
      ...noteSpans(number.note),
    ]);
  return [...headline.flatMap(trendLine), ...body.map(bodyLine)];
}

/** More numbers than these have a line each. */
const maxNumbersInLine = 15;

/** The small print is quiet: it shows what is unusual, and no other change. */
export const detailLinesOf = ({ details }: ReportView): Line[] =>
  details.flatMap(({ title, numbers }): Line[] =>
    numbers.length > maxNumbersInLine
      ? [[bold(title), plain(':')], ...numbers.map(detailSpans)]
      : [[bold(title), plain(': '), ...joined(numbers.map(detailSpans))]],
  );

const detailSpans = ({ name, text, change, note }: NumberView): Line => [
  plain(`${name} ${text}`),
  ...changeSpans(change?.isAnomaly ? change : undefined),
  ...noteSpans(note),
];

const changeSpans = (change: ChangeView | undefined): Line =>
  change?.text ? [plain(change.isAnomaly ? ` (${change.text})` : ` ${change.text}`)] : [];

const noteSpans = (note: string | undefined): Line => (note === undefined ? [] : [plain(' '), italic(`(${note})`)]);

/** Says that a report is partial. */
export const stateLinesOf = ({ stateText = '', missingText }: ReportView): Line[] =>
  missingText === undefined ? [] : [[bold(stateText), plain(` ${missingText}`)]];

/** The lines of a webhook's message: as in Telegram, with an empty line between blocks. */
export function chatLinesOf(view: ReportView): Line[] {
  const { tables, missing, closingNotes } = view;
  const blocks: Line[][] = [
    // Other chats find nothing by a hashtag.
    headLinesOf({ ...view, hashtag: undefined }),
    numberLinesOf(view),
    [...stateLinesOf(view), ...missing.map(({ name, reason }) => [plain(`${name}: ${reason}`)])],
    [...tableLines(tables, maxTableRows), ...detailLinesOf(view)],
    closingNotes.length > 0 ? [[italic(closingNotes.join(' '))]] : [],
  ];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index > 0 ? [[], ...lines] : lines));
}

/**
 * Writes a list of names with their numbers in one line, other tables with a line per row. Lists that count the same say
 * so once.
 *
 * @param rowCount - 0: name and number of rows, in one line.
 */
export const tableLines = (tables: readonly TableView[], rowCount: number): Line[] =>
  tables.flatMap((table, index): Line[] => {
    const { title, columns } = table;
    const rows = table.rows.slice(0, rowCount);
    if (rows.length === 0) return [[bold(title), plain(`: ${table.restText(0)}`)]];
    const rest = restLines(table, rows.length);
    const measure = measureOf(table);
    if (measure !== undefined) {
      const isSaid = index > 0 && measure === measureOf(tables[index - 1]);
      const entries = joined([...rows.map((row) => rowSpans(row, ' ')), ...rest]);
      return [[bold(title), plain(isSaid ? ': ' : ` (${measure}): `), ...entries]];
    }
    const names = clip(columns.map((column) => column.title).join(', '), maxRowLength);
    const ranked = rows.map((row, rank) => [plain(`${rank + 1}. `), ...rowSpans(row, ' · ')]);
    return [[bold(title), plain(` (${names}):`)], ...ranked, ...rest];
  });

/** Undefined for a table of another shape. */
const measureOf = (table: TableView | undefined): string | undefined =>
  table?.columns.length === 2 && table.columns[1]?.align === 'right' ? table.columns[1].title : undefined;

export function restLines({ restText }: TableView, shownCount: number): Line[] {
  const text = restText(shownCount);
  return text === '' ? [] : [[plain(text)]];
}

/** A part of a message, and how many of its lines the message had no room for. */
export interface FittedLines {
  readonly lines: readonly Line[];
  readonly leftOutCount: number;
}

/**
 * Keeps the first lines that fit and says what was left out.
 *
 * @param lengthOf - How long a line is as it is written, with its line break.
 * @param maxLength - At least the length of the longest rest.
 * @param restAfter - Words the last line, given how many lines were kept.
 * @returns All lines, or the first ones and that last line.
 */
export function fitLines(
  lines: readonly Line[],
  lengthOf: (line: Line) => number,
  maxLength: number,
  restAfter: (keptCount: number) => Line,
): FittedLines {
  const lengths = lines.map(lengthOf);
  let keptCount = lines.length;
  let keptLength = lengths.reduce((sum, length) => sum + length, 0);
  if (keptLength <= maxLength) return { lines, leftOutCount: 0 };
  const drop = (): void => {
    keptCount -= 1;
    keptLength -= lengths[keptCount] ?? 0;
  };
  while (keptCount > 0 && keptLength > maxLength) drop();
  // After the loop above: wording the rest takes time for each line that is left out.
  while (keptCount > 0 && keptLength + lengthOf(restAfter(keptCount)) > maxLength) drop();
  return { lines: [...lines.slice(0, keptCount), restAfter(keptCount)], leftOutCount: lines.length - keptCount };
}
