import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, type RichBlock, type RichCell, html } from '@pulso/kit/telegram';
import { type ReportTexts, reportTexts } from '@pulso/kit/texts';

import { type NumberView } from '../view/number-view';
import { type ReportView, type ViewOptions, reportViewOf } from '../view/report-view';
import { barsOf } from '../view/sparkline';
import { type TableView, maxTableRows, restInWords, unshownInWords, withFirstRows } from '../view/table-view';
import { renderMissing } from './render-missing';
import { changeAfter, noteAfter } from './render-numbers';
import { footOf, headOf, maxMessageLength, stateOf } from './render-report';
import { richTextOf } from './rich-text-of';

/**
 * What a rich message holds. Its text is measured with all that is around it, in bytes: Telegram does not say whether its
 * "UTF-8 characters" are those.
 *
 * @see https://core.telegram.org/bots/api#rich-message-limits
 */
const limits = { characters: 32_768, blocks: 500, columns: 20 };

/** Of 1 to 6, the smallest but two: two numbers with their changes stand in a line or two of a phone. */
const headingSize = 4;

/**
 * Renders a report as a rich message of Telegram: the line that a notification shows, a table of all numbers, and tables
 * that unfold. It says what the HTML says, with the words of its lines. What people or logs wrote stands there as it is:
 * the message has no markup to break, and is sent so that Telegram looks for no links in it.
 *
 * @returns undefined for a report that a rich message does not hold.
 * @throws {RangeError} A bound of the window is no time. Not retryable.
 */
export function renderRichReport(content: ReportContent, options: ViewOptions = {}): readonly RichBlock[] | undefined {
  const view = reportViewOf(content, options);
  const texts = reportTexts(view.language);
  const [first, ...head] = headOf(view, texts);
  const missing = renderMissing(view, texts, maxMessageLength);
  const blocks: RichBlock[] = [
    { type: 'heading', text: richTextOf(first ?? html``), size: headingSize },
    ...head.map(paragraph),
    ...numberTable(view),
    ...[...stateOf(view, texts), ...missing.lines].map(paragraph),
    ...view.tables.map((table) => foldedTable(table, texts)),
    ...footOf(view, texts).map((line) => ({ type: 'footer', text: richTextOf(line) }) as const),
  ];
  return fits(blocks) ? blocks : undefined;
}

const paragraph = (line: Html): RichBlock => ({ type: 'paragraph', text: richTextOf(line) });

/** A row per number; of name, number, change and bars the columns that have anything in them. */
function numberTable({ headline, body, details }: ReportView): RichBlock[] {
  const bars = barsOf([...headline, ...body]);
  const rowOf = ({ name, text, change, series, note }: NumberView, rangeText = ''): Html[] => {
    const drawn = bars.draw(series);
    const course = drawn === '' ? html`` : html`<code>${drawn}</code> ${rangeText}`;
    return [html`${name}${noteAfter(note)}`, html`${text}`, changeAfter(change), course];
  };
  const rows = [
    ...headline.map((number) => rowOf(number, number.series?.rangeText)),
    ...[...body, ...details].map((number) => rowOf(number)),
  ];
  const isUsed = (_: unknown, column: number): boolean => rows.some((row) => row[column]?.html !== '');
  const aligns = ['left', 'right', 'right', 'left'] as const;
  const cells = rows.map((row) => row.map((text, column) => cell(text, aligns[column])).filter(isUsed));
  return cells.length > 0 ? [{ type: 'table', cells }] : [];
}

/** A table whose title shows, and its rows when it is tapped. */
function foldedTable(table: TableView, texts: ReportTexts): RichBlock {
  const first = withFirstRows(table, maxTableRows);
  const { title, columns, rows, restCount } = first;
  const header = columns.map((column): RichCell => ({
    ...cell(html`${column.title}`, column.align),
    is_header: true,
  }));
  const cells = rows.map((row) =>
    row.map(({ text, change }, index) =>
      cell(change === undefined ? html`${text}` : html`${text} (${change})`, columns[index]?.align),
    ),
  );
  const rest = rows.length === 0 ? unshownInWords(restCount, texts) : restInWords(first, texts);
  return {
    type: 'details',
    summary: richTextOf(html`<b>${title}</b>`),
    blocks: [
      ...(rows.length > 0 ? [{ type: 'table', cells: [header, ...cells] } as const] : []),
      ...(rows.length === 0 || restCount > 0 ? [paragraph(html`${rest}`)] : []),
    ],
  };
}

function cell(line: Html, align: RichCell['align'] = 'left'): RichCell {
  const text = richTextOf({ html: line.html.trim() });
  return { ...(text === '' ? {} : { text }), align, valign: 'top' };
}

const fits = (blocks: readonly RichBlock[]): boolean =>
  blockCountOf(blocks) <= limits.blocks &&
  columnCountOf(blocks) <= limits.columns &&
  new TextEncoder().encode(JSON.stringify(blocks)).length <= limits.characters;

/** Rows of tables count as well. */
const blockCountOf = (blocks: readonly RichBlock[]): number =>
  blocks.reduce((count, block) => count + 1 + blockCountOf(nestedIn(block)) + rowsOf(block).length, 0);

const columnCountOf = (blocks: readonly RichBlock[]): number =>
  Math.max(0, ...blocks.map((block) => Math.max(rowsOf(block)[0]?.length ?? 0, columnCountOf(nestedIn(block)))));

const nestedIn = (block: RichBlock): readonly RichBlock[] => (block.type === 'details' ? block.blocks : []);

const rowsOf = (block: RichBlock): readonly (readonly RichCell[])[] => (block.type === 'table' ? block.cells : []);
