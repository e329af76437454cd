import { type ReportTexts, reportTexts } from '@pulso/kit/texts';

import { leftToRightMarkAfter } from '../left-to-right-mark';
import { closingNotesOf } from '../view/closing-notes';
import { questionCountOf } from '../view/missing-view';
import { type ChangeView, type NumberView } from '../view/number-view';
import { type ReportView, calmHeadlineOf } from '../view/report-view';
import { type Bars, barsOf } from '../view/sparkline';
import {
  type CellView,
  type TableView,
  maxTableRows,
  restInWords,
  unshownInWords,
  withFirstRows,
} from '../view/table-view';

/** A piece of a line. What it contains is shown as text in every chat. */
export interface Span {
  readonly text: string;
  /** `code`: what people or logs wrote, and bars. */
  readonly style?: 'bold' | 'italic' | 'code';
}

export type Line = readonly Span[];

const plain = (text: string): Span => ({ text });
const bold = (text: string): Span => ({ text, style: 'bold' });
const italic = (text: string): Span => ({ text, style: 'italic' });
const code = (text: string): Span => ({ text, style: 'code' });

/**
 * Gives the lines of a report for a chat, as a message in Telegram has them: numbers first, an empty line between blocks.
 */
export function chatLinesOf(view: ReportView, texts: ReportTexts): Line[] {
  const { title, window, recountText, marker, body, headline, details, tables, missing } = view;
  const notes = closingNotesOf(view, texts);
  const bars = barsOf([...headline, ...body]);
  const blocks: Line[][] = [
    [
      ...firstLinesOf(view),
      ...(marker ? [[italic(marker.text)]] : []),
      [bold(title)],
      [plain(window)],
      ...(recountText === undefined ? [] : [[italic(recountText)]]),
    ],
    [
      ...headline.flatMap((number) => trendLine(number, bars)),
      ...body.map((number) => bodyLine(number, bars)),
      ...(details.length > 0 ? [joined(details.map(detailSpans))] : []),
    ],
    [
      ...(view.state === 'partial'
        ? [[bold(view.stateText ?? ''), plain(` ${texts.missing(questionCountOf(missing))}`)]]
        : []),
      ...missing.map(({ name, reason }) => [plain(`${name}: ${reason}`)]),
    ],
    tables.flatMap((table) => tableLines(table, texts)),
    notes.length > 0 ? [[italic(notes.join(' '))]] : [],
  ];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index > 0 ? [[], ...lines] : lines));
}

/** What is unusual, if anything is, and the numbers: a notification shows the first line. */
export function firstLinesOf(view: ReportView): Line[] {
  const { unusual, headline, headlineNotes, tables, language } = view;
  const [table] = tables;
  const numbers = calmHeadlineOf(view).map(({ name, text, change }): Line => [
    plain(`${name} `),
    bold(text),
    ...changeSpans(change),
  ]);
  const first = headline.length === 0 && table ? [[plain(`${table.title}: `), ...firstRow(table, language)]] : [];
  const notes = headlineNotes.map((note) => [plain(note)]);
  const lines = unusual
    ? [joined([[bold(unusual.lead), plain(unusual.rest)], ...notes]), joined(numbers)]
    : [joined([...numbers, ...first, ...notes])];
  return lines.filter((line) => line.length > 0);
}

const firstRow = ({ rows: [row], restCount }: TableView, language: ReportView['language']): Line =>
  row ? cellSpans(row) : [plain(reportTexts(language).rows(restCount))];

/** What the first line does not say of a number: how it went, and what to know about it. */
function trendLine({ name, series, note }: NumberView, bars: Bars): Line[] {
  const drawn = bars.draw(series);
  if (drawn === '' && note === undefined) return [];
  const range = drawn === '' ? '' : ` ${series?.rangeText ?? ''}`;
  return [[...barSpans(drawn), plain(`${name}${range}`), ...noteSpans(note)]];
}

const bodyLine = ({ name, text, series, change, note }: NumberView, bars: Bars): Line => [
  ...barSpans(bars.draw(series)),
  plain(`${name} `),
  bold(text),
  ...changeSpans(change),
  ...noteSpans(note),
];

/** Small print is quiet. */
const detailSpans = ({ name, text, change, note }: NumberView): Line => [
  plain(`${name} ${text}`),
  ...(change?.isUnusual ? changeSpans(change) : []),
  ...noteSpans(note),
];

function tableLines(table: TableView, texts: ReportTexts): Line[] {
  const first = withFirstRows(table, maxTableRows);
  const { title, columns, rows: shown, restCount: rest } = first;
  if (shown.length === 0) return [[bold(title), plain(`: ${unshownInWords(rest, texts)}`)]];
  const restSpans = rest > 0 ? [[plain(restInWords(first, texts))]] : [];
  const names = columns.map((column) => column.title).join(', ');
  if (columns.length === 2) {
    return [[bold(title), plain(` (${names}): `), ...joined([...shown.map(cellSpans), ...restSpans])]];
  }
  return [
    [bold(title), plain(` (${names}):`)],
    ...shown.map((row, index) => [plain(`${index + 1}. `), ...cellSpans(row)]),
    ...restSpans,
  ];
}

const cellSpans = (row: readonly CellView[]): Line =>
  row.flatMap(({ kind, text, change }, index) => [
    ...(index > 0 ? [plain(`${leftToRightMarkAfter(row[index - 1]?.text ?? '')} `)] : []),
    kind === 'data' || kind === 'hour' ? code(text) : plain(text),
    ...(change === undefined ? [] : [plain(` (${change})`)]),
  ]);

const barSpans = (bars: string): Span[] => (bars === '' ? [] : [code(bars), plain(' ')]);

const changeSpans = (change: ChangeView | undefined): Span[] =>
  change?.text ? [plain(' '), change.isUnusual ? bold(change.text) : plain(change.text)] : [];

const noteSpans = (note: string | undefined): Span[] => (note === undefined ? [] : [italic(` (${note})`)]);

const joined = (parts: readonly Line[]): Line =>
  parts.flatMap((part, index) => (index > 0 ? [plain(' · '), ...part] : part));
