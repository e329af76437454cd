import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type ReportTexts, languageOf, reportTexts } from '@pulso/kit/texts';

import {
  type FittedLines,
  type Line,
  type Span,
  cellSpans,
  code,
  fitLines,
  plain,
  restLines,
  textOf,
} from '../view/chat-lines';
import { type MissingView, questionCountOf } from '../view/missing-view';
import { type ReportView } from '../view/report-view';
import { type CellView, type TableView, maxTableRows } from '../view/table-view';

export interface MessageText extends Html {
  /** The message after parsing: its limit counts this, and a message without formatting says it. */
  readonly text: string;
}

/** Only the hashtag is clickable: Telegram finds nothing in code, other texts are inert. */
const shownSpan = ({ text, style }: Span): string => (style === 'code' || style === 'hashtag' ? text : inertText(text));

const tags = { bold: 'b', italic: 'i', code: 'code' } as const;

function spanHtml(span: Span): Html {
  const text = shownSpan(span);
  if (span.style === undefined || span.style === 'hashtag') return html`${text}`;
  const tag = tags[span.style];
  return html`<${tag}>${text}</${tag}>`;
}

export const shownText = (line: Line): string => line.map(shownSpan).join('');

export const lineHtml = (line: Line): Html => joinHtml(line.map(spanHtml), '');

/** UTF-16 units after parsing, the line break included. */
export const lengthOf = (line: Line): number => shownText(line).length + 1;

export const totalLengthOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lengthOf(line), 0);

/**
 * Telegram keeps at most 100 entities, with the links and hashtags that it finds by itself. That it keeps the first ones
 * is not documented, but others found it.
 *
 * @see https://docs.python-telegram-bot.org/en/v13.2/telegram.constants.html MAX_MESSAGE_ENTITIES
 */
export const maxEntityCount = 100;

export const entityCountOf = (lines: readonly Line[]): number =>
  lines.flat().filter(({ style }) => style !== undefined && style !== 'hashtag').length;

/** Formats the first lines only. Otherwise Telegram would drop the last entities, and the quote would not fold up. */
export function keepFormatting(lines: readonly Line[], maxCount: number): Line[] {
  let left = maxCount;
  return lines.map((line) => {
    left -= entityCountOf([line]);
    return left >= 0 ? line : [plain(textOf(line))];
  });
}

/** Reasons that are counted apart if there is no room for the questions. */
const maxCountedReasons = 4;

/** While the run is open nothing has failed, so there are no reasons. */
export function fitMissing({ missing, state, texts }: ReportView, maxLength: number): FittedLines {
  const lines = missing.map(({ name, reason }) => [plain(`${name}: ${reason}`)]);
  return fitLines(lines, lengthOf, maxLength, (keptCount) => {
    const rest = missing.slice(keptCount);
    const count = questionCountOf(rest);
    if (state === 'progress') return [plain(texts.andMoreQuestions(count))];
    return [plain(texts.andMoreWithoutAnswer(count, countedReasons(rest, texts.otherReason)))];
  });
}

/** @example '900 no answer, 50 out of time' */
function countedReasons(rest: readonly MissingView[], otherReason: string): string {
  const counts = new Map<string, number>();
  for (const { shortReason, questionCount } of rest)
    counts.set(shortReason, (counts.get(shortReason) ?? 0) + questionCount);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const others = sorted.slice(maxCountedReasons).reduce((sum, [, count]) => sum + count, 0);
  const counted = sorted.slice(0, maxCountedReasons).map(([reason, count]) => `${count} ${reason}`);
  return [...counted, ...(others > 0 ? [`${others} ${otherReason}`] : [])].join(', ');
}

/**
 * Gives all tables the same number of rows, as many as fit. If not even one row of each fits, a table has a line, and
 * those without room are counted.
 *
 * @param linesWith - Returns the lines of all tables with at most `rowCount` rows each.
 */
export function fitTables(
  linesWith: (rowCount: number) => Line[],
  { texts }: ReportView,
  maxLength: number,
): FittedLines {
  const wantedCount = linesWith(maxTableRows).length;
  for (let rowCount = maxTableRows; rowCount > 0; rowCount -= 1) {
    const lines = linesWith(rowCount);
    if (totalLengthOf(lines) <= maxLength) return { lines, leftOutCount: wantedCount - lines.length };
  }
  // A line for each table.
  const names = linesWith(0);
  const { lines, leftOutCount } = fitLines(names, lengthOf, maxLength, (keptCount) => [
    plain(texts.andMoreQuestions(names.length - keptCount)),
  ]);
  const tail = leftOutCount > 0 ? 1 : 0;
  return { lines, leftOutCount: wantedCount - (lines.length - tail) };
}

/** Characters of the longest bar: a number and a name fit beside it on a phone. */
const barLength = 10;

/** A month of days has room, and a day of hours. */
const maxBarRows = 31;

/** A line for each row of an answer, its bar first, so that bars begin below each other. */
export function barLines(table: TableView): Line[] {
  const rows = table.rows.slice(0, maxBarRows);
  const largest = Math.max(...rows.map(valueOf));
  const lines = rows.map((row): Line => {
    const [name, count] = [row[0], row.at(-1)];
    const nameSpans = name?.kind === 'data' ? cellSpans({ text: name.text, kind: 'data' }) : [plain(name?.text ?? '')];
    return [code(barOf(valueOf(row), largest)), plain(` ${count?.text ?? ''} `), ...nameSpans];
  });
  return [...lines, ...restLines(table, rows.length)];
}

const valueOf = (row: readonly CellView[]): number => row.at(-1)?.value ?? 0;

/** Only zero has no bar. */
function barOf(value: number, largest: number): string {
  const length = largest > 0 ? Math.round((value / largest) * barLength) : 0;
  return '▇'.repeat(value > 0 ? Math.max(length, 1) : 0).padEnd(barLength, '\u2007');
}

/** Words a message that a chat gets instead of a report. */
export function renderNotice(notice: keyof ReportTexts['notices'], language?: string): MessageText {
  const text = reportTexts(languageOf(language)).notices[notice];
  return { ...html`${text}`, text };
}
