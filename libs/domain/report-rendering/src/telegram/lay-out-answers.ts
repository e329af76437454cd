import { type Html, html } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { type ReportView } from '../view/report-view';
import { maxTableRows } from '../view/table-view';
import { type FittedLines, fitLines, lengthOf, totalLengthOf } from './fit-lines';
import { entityCountOf, keepFormatting } from './keep-formatting';
import { renderMissing } from './render-missing';
import { numberLines } from './render-numbers';
import { fitTables, tableLines } from './render-tables';

export interface Answers {
  readonly values: readonly Html[];
  readonly tables: readonly Html[];
  readonly missing: readonly Html[];
  /** Ends the message when lines had to be left out, and says how many. */
  readonly leftOut: readonly Html[];
}

/** What a message has left for answers. */
export interface Room {
  /** UTF-16 units after parsing, line breaks included; a few hundred at least. */
  readonly length: number;
  /** Pieces of formatting, the quote around the tables and the last line not included. */
  readonly entityCount: number;
}

/**
 * Shares the room of a message among numbers, tables and what is missing.
 *
 * Half of its length belongs to what is missing, a quarter each to numbers and tables; what one of them does not need
 * goes to the others. Formatting goes to the numbers first.
 */
export function layOutAnswers(view: ReportView, texts: ReportTexts, room: Room): Answers {
  const all = shareRoom(view, texts, room);
  if (leftOutCountOf(all) === 0) return { ...linesOf(all), leftOut: [] };
  const leftOutLine = (count: number): Html => html`<i>${texts.linesLeftOut(count)}</i>`;
  const length = room.length - lengthOf(leftOutLine(maxLineCountOf(view)));
  const fitted = shareRoom(view, texts, { ...room, length });
  return { ...linesOf(fitted), leftOut: [leftOutLine(leftOutCountOf(fitted))] };
}

type Parts = Readonly<Record<'values' | 'tables' | 'missing', FittedLines>>;

function shareRoom(view: ReportView, texts: ReportTexts, { length, entityCount }: Room): Parts {
  const valueLines = keepFormatting(numberLines(view), entityCount);
  const valuesLength = totalLengthOf(valueLines);
  const leftEntityCount = entityCount - entityCountOf(valueLines);
  const linesOfTables = (rowCount: number): Html[] =>
    keepFormatting(tableLines(view.tables, texts, rowCount), leftEntityCount);
  const tablesLength = totalLengthOf(linesOfTables(maxTableRows));

  const missing = renderMissing(view, texts, length - Math.min(valuesLength + tablesLength, Math.floor(length / 2)));
  const left = length - totalLengthOf(missing.lines);
  const tables = fitTables(linesOfTables, texts, left - Math.min(valuesLength, Math.floor(left / 2)));
  const values = fitLines(
    valueLines,
    left - totalLengthOf(tables.lines),
    (keptCount) => html`${texts.andMore(valueLines.length - keptCount)}`,
  );
  return { values, tables, missing };
}

/** No count of lines left out is longer in words than this one. */
const maxLineCountOf = ({ headline, body, details, tables, missing }: ReportView): number =>
  headline.length + body.length + details.length + tables.length * (maxTableRows + 2) + missing.length;

const leftOutCountOf = ({ values, tables, missing }: Parts): number =>
  values.leftOutCount + tables.leftOutCount + missing.leftOutCount;

const linesOf = ({ values, tables, missing }: Parts): Omit<Answers, 'leftOut'> => ({
  values: values.lines,
  tables: tables.lines,
  missing: missing.lines,
});
