import { type ReportContent } from '@pulso/contracts/report-updates';
import { html, joinHtml } from '@pulso/kit/telegram';

import {
  type Line,
  detailLinesOf,
  fitLines,
  headLinesOf,
  italic,
  numberLinesOf,
  plain,
  stateLinesOf,
  tableLines,
} from '../view/chat-lines';
import { type ReportView, type ViewOptions, reportViewOf } from '../view/report-view';
import { maxTableRows } from '../view/table-view';
import {
  type MessageText,
  barLines,
  entityCountOf,
  fitMissing,
  fitTables,
  keepFormatting,
  lengthOf,
  lineHtml,
  maxEntityCount,
  shownText,
  totalLengthOf,
} from './message-lines';

/**
 * UTF-16 units after parsing, which are never fewer than the characters that Telegram counts.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export const maxMessageLength = 4096;

/** The hashtag, the quote around the tables, and the line about what is left out. */
const maxOtherEntityCount = 3;

/** Empty lines between the blocks of a message, at most. */
const maxGapCount = 3;

/** More bars leave no room for a name beside them. */
const maxBarsBesideName = 14;

/**
 * Renders a report as Telegram HTML.
 *
 * The first line carries an anomaly, or else the numbers: a phone's notification shows that line only. Tables and the
 * small print fold up.
 * Nothing that a title or an answer contains is clickable but the hashtag of the report.
 *
 * @returns At most {@link maxMessageLength} units after parsing. What does not fit is counted in its place, and in the
 *   last line. Lines beyond {@link maxEntityCount} pieces of formatting are plain.
 * @throws {RangeError} A bound of the window is not a time. Not retryable.
 */
export function renderReport(content: ReportContent, options: ViewOptions = {}): MessageText {
  const view = reportViewOf(content, options);
  const head = headLinesOf(view);
  const state = stateLinesOf(view);
  const foot = view.notes.length > 0 ? [[italic(view.notes.join(' '))]] : [];
  const [answer] = view.tables;
  if (view.isAnswer && answer) return message([head, barLines(answer)], [], foot);

  const around = [...head, ...state, ...foot];
  // The last line has no break.
  const length = maxMessageLength + 1 - maxGapCount - totalLengthOf(around);
  const entityCount = maxEntityCount - maxOtherEntityCount - entityCountOf(around);
  const all = shareRoom(view, length, entityCount);
  if (all.leftOutCount === 0) return message([head, all.values, [...state, ...all.missing]], all.folded, foot);

  const leftOutLine = (count: number): Line => [italic(view.texts.linesLeftOut(count))];
  const restLength = length - lengthOf(leftOutLine(maxLineCountOf(view)));
  const { values, folded, missing, leftOutCount } = shareRoom(view, restLength, entityCount);
  return message([head, values, [...state, ...missing]], folded, [...foot, leftOutLine(leftOutCount)]);
}

/** @param quoted - Folds up, right above the end. */
function message(blocks: readonly (readonly Line[])[], quoted: readonly Line[], end: readonly Line[]): MessageText {
  const quote = quoted.length > 0 ? [html`<blockquote expandable>${joinHtml(quoted.map(lineHtml))}</blockquote>`] : [];
  const written = [...blocks.map((lines) => lines.map(lineHtml)), [...quote, ...end.map(lineHtml)]];
  const shown = [...blocks, [...quoted, ...end]].map((lines) => lines.map(shownText).join('\n'));
  const pieces = written.filter((lines) => lines.length > 0).map((lines) => joinHtml(lines));
  return { ...joinHtml(pieces, '\n\n'), text: shown.filter((text) => text !== '').join('\n\n') };
}

/**
 * Gives half of the length to what is missing, a quarter each to numbers and tables; the others get what one of them
 * does not need. Numbers get formatting first.
 *
 * @param length - A few hundred UTF-16 units at least.
 * @param entityCount - Pieces of formatting, without the quote around the tables and the last line.
 */
function shareRoom(view: ReportView, length: number, entityCount: number) {
  const own = numberLinesOf(view, maxBarsBesideName);
  const valueLines = keepFormatting([...own, ...detailLinesOf(view)], entityCount);
  const valuesLength = totalLengthOf(valueLines);
  const leftEntityCount = entityCount - entityCountOf(valueLines);
  const linesOfTables = (rowCount: number): Line[] =>
    keepFormatting(tableLines(view.tables, rowCount), leftEntityCount);
  const tablesLength = totalLengthOf(linesOfTables(maxTableRows));

  const missing = fitMissing(view, length - Math.min(valuesLength + tablesLength, Math.floor(length / 2)));
  const left = length - totalLengthOf(missing.lines);
  const tables = fitTables(linesOfTables, view, left - Math.min(valuesLength, Math.floor(left / 2)));
  const values = fitLines(valueLines, lengthOf, left - totalLengthOf(tables.lines), (keptCount) => [
    plain(view.texts.andMore(valueLines.length - keptCount)),
  ]);
  return {
    values: values.lines.slice(0, own.length),
    folded: [...tables.lines, ...values.lines.slice(own.length)],
    missing: missing.lines,
    leftOutCount: values.leftOutCount + tables.leftOutCount + missing.leftOutCount,
  };
}

/** An upper bound of the lines that may be left out. */
const maxLineCountOf = (view: ReportView): number =>
  numberLinesOf(view).length +
  detailLinesOf(view).length +
  view.tables.length * (maxTableRows + 2) +
  view.missing.length;
