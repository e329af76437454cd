import { type ReportTexts } from '@pulso/kit/texts';

import {
  type Line,
  bold,
  cellSpans,
  detailSpans,
  headLinesOf,
  italic,
  joined,
  numberLinesOf,
  plain,
  stateLinesOf,
} from '../view/report-lines';
import { type ReportView } from '../view/report-view';
import { type TableView, maxTableRows, restInWords, unshownInWords, withFirstRows } from '../view/table-view';

/**
 * Gives the lines of a report for a chat, as a message in Telegram has them: numbers first, an empty line between blocks.
 */
export function chatLinesOf(view: ReportView, texts: ReportTexts): Line[] {
  const { details, tables, missing, closingNotes } = view;
  // Other chats find nothing by a hashtag.
  const { hashtag: _, ...withoutHashtag } = view;
  const blocks: Line[][] = [
    headLinesOf(withoutHashtag, texts),
    [...numberLinesOf(view), ...(details.length > 0 ? [joined(details.map(detailSpans))] : [])],
    [...stateLinesOf(view), ...missing.map(({ name, reason }) => [plain(`${name}: ${reason}`)])],
    tables.flatMap((table) => tableLines(table, texts)),
    closingNotes.length > 0 ? [[italic(closingNotes.join(' '))]] : [],
  ];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index > 0 ? [[], ...lines] : lines));
}

function tableLines(table: TableView, texts: ReportTexts): Line[] {
  const first = withFirstRows(table, maxTableRows);
  const { title, columns, rows, restCount } = first;
  if (rows.length === 0) return [[bold(title), plain(`: ${unshownInWords(restCount, texts)}`)]];
  const shown = rows.map((row) => joined(row.map(cellSpans), ' '));
  const rest = restCount > 0 ? [[plain(restInWords(first, texts))]] : [];
  const names = columns.map((column) => column.title).join(', ');
  if (columns.length === 2) return [[bold(title), plain(` (${names}): `), ...joined([...shown, ...rest])]];
  return [
    [bold(title), plain(` (${names}):`)],
    ...shown.map((row, index) => [plain(`${index + 1}. `), ...row]),
    ...rest,
  ];
}

/**
 * Keeps the first lines that fit into a message and says how many were left out.
 *
 * @param lengthOf - How long a line is as it is written, with its line break.
 * @param maxLength - At least the length of the last line, which is about a hundred.
 */
export function fitChatLines(
  lines: readonly Line[],
  texts: ReportTexts,
  lengthOf: (line: Line) => number,
  maxLength: number,
): Line[] {
  const total = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  if (total <= maxLength) return [...lines];
  const leftOutLine = (count: number): Line => [italic(texts.linesLeftOut(count))];
  let room = maxLength - lengthOf(leftOutLine(lines.length));
  const tooLongAt = lines.findIndex((line) => {
    room -= lengthOf(line);
    return room < 0;
  });
  const leftOutCount = lines.slice(tooLongAt).filter((line) => line.length > 0).length;
  return [...lines.slice(0, tooLongAt), leftOutLine(leftOutCount)];
}
