import { type ReportTexts } from '@pulso/kit/texts';

import { type ChangeView, type NumberView } from './number-view';
import { type ReportView } from './report-view';
import { type CellView, type TableView } from './table-view';

/** A piece of a line. Printers show what it contains as text, whatever it is. */
export interface Span {
  readonly text: string;
  /** `code`: what people or logs wrote, and bars; `hashtag`: by which a chat is searched, only where it has any use. */
  readonly style?: 'bold' | 'italic' | 'code' | 'hashtag';
}

/** A line of a report in a chat. */
export type Line = readonly Span[];

export const plain = (text: string): Span => ({ text });
export const bold = (text: string): Span => ({ text, style: 'bold' });
export const italic = (text: string): Span => ({ text, style: 'italic' });
export const code = (text: string): Span => ({ text, style: 'code' });

/** A line without its styles. */
export const textOf = (line: Line): string => line.map(({ text }) => text).join('');

export const joined = (parts: readonly Line[], separator = ' · '): Line =>
  parts.flatMap((part, index) => (index > 0 ? [plain(separator), ...part] : part));

/** UTF-16 units: what a phone shows in a line or two. */
export const maxRowLength = 120;

/** Letters that run from right to left. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A number behind letters that run from right to left would be shown before them without U+200E between them. */
const leftToRightMarkAfter = (text: string): string => (rightToLeft.test(text) ? '\u200e' : '');

/** In code, a text from a log is not clickable, and a time stands apart from the number after it. */
export function cellSpans({ kind, text, change }: CellView): Line {
  if (change !== undefined) return [plain(`${text} (${change})`)];
  const mark = leftToRightMarkAfter(text);
  return kind === 'data' || kind === 'hour' ? [code(text), plain(mark)] : [plain(text + mark)];
}

/** As many cells of a row as a phone shows. */
export function rowSpans(cells: readonly CellView[], separator: string): Line {
  let length = 0;
  const shown = cells.map(cellSpans).filter((cell) => {
    length += textOf(cell).length + separator.length;
    return length <= maxRowLength;
  });
  return joined(shown, separator);
}

/** What a message shows first: what is unusual, if anything is, and the numbers. A notification shows the first line. */
export function firstLinesOf(view: ReportView, texts: ReportTexts): Line[] {
  const { unusual, headline, headlineNotes, tables, total } = view;
  const [table] = tables;
  const numbers = headline
    .filter((number) => number !== unusual?.number)
    .map(({ name, text, change }): Line => [plain(`${name} `), bold(text), ...changeSpans(change)]);
  // A list says little in half a line: only where there is no number at all, its first row stands there.
  const firstRow = ({ title, rows: [row], restCount }: TableView): Line => [
    plain(`${title}: `),
    ...(row ? rowSpans(row, ' ') : [plain(texts.rows(restCount))]),
  ];
  const first = headline.length > 0 || !table ? [] : [total === undefined ? firstRow(table) : [plain(total)]];
  const notes = headlineNotes.map((note) => [plain(note)]);
  const lines = unusual
    ? [joined([[bold(unusual.lead), plain(unusual.rest)], ...notes]), joined([...numbers, ...first])]
    : [joined([...numbers, ...first, ...notes])];
  return lines.filter((line) => line.length > 0);
}

/** What stands above the numbers: the first lines, and what the report is. */
export const headLinesOf = (view: ReportView, texts: ReportTexts): Line[] => [
  ...firstLinesOf(view, texts),
  ...(view.marker ? [[italic(view.marker.text)]] : []),
  [
    bold(view.title),
    ...(view.hashtag === undefined ? [] : [plain(' '), { text: view.hashtag, style: 'hashtag' } as const]),
  ],
  [plain(view.window)],
  ...(view.recountText === undefined ? [] : [[italic(view.recountText)]]),
];

/**
 * Gives the lines of numbers below the head: of those of the headline what it does not show, how they went; of the others
 * name, number, change and how they went. The small print is apart.
 *
 * @param maxBarsBeside - More bars than these stand in a line of their own.
 */
export function numberLinesOf({ headline, body, bars }: ReportView, maxBarsBeside = Infinity): Line[] {
  const besideBars = (drawn: string, line: Line): Line => {
    if (drawn === '') return line;
    return drawn.length > maxBarsBeside ? [...line, plain('\n'), code(drawn)] : [code(drawn), plain(' '), ...line];
  };
  const trendLine = ({ name, series, note }: NumberView): Line[] => {
    const drawn = bars.draw(series);
    if (drawn === '' && note === undefined) return [];
    const range = drawn === '' ? '' : ` ${series?.rangeText ?? ''}`;
    return [besideBars(drawn, [plain(`${name}${range}`), ...noteSpans(note)])];
  };
  const bodyLine = ({ name, text, change, series, note }: NumberView): Line =>
    besideBars(bars.draw(series), [plain(`${name} `), bold(text), ...changeSpans(change), ...noteSpans(note)]);
  return [...headline.flatMap(trendLine), ...body.map(bodyLine)];
}

/** The small print is quiet: it shows what is unusual, and no other change. */
export const detailSpans = ({ name, text, change, note }: NumberView): Line => [
  plain(`${name} ${text}`),
  ...changeSpans(change?.isUnusual ? change : undefined),
  ...noteSpans(note),
];

/** Says of a partial report that it is one. */
export const stateLinesOf = ({ stateText = '', missingText }: ReportView): Line[] =>
  missingText === undefined ? [] : [[bold(stateText), plain(` ${missingText}`)]];

const changeSpans = (change: ChangeView | undefined): Line =>
  change?.text ? [plain(' '), change.isUnusual ? bold(change.text) : plain(change.text)] : [];

const noteSpans = (note: string | undefined): Line => (note === undefined ? [] : [plain(' '), italic(`(${note})`)]);
