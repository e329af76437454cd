import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html } from '@pulso/telegram-html';

import { type FittedLines, fitLines, lengthOf, totalLengthOf } from './fit-lines';
import { formatNumber } from './view/format-number';
import { renderMissing } from './render-missing';
import { maxTableRows, renderTables, tableLines } from './render-tables';

/** Names a question in the reader's language. */
export type NameOf = (item: { readonly title: LocalizedText; readonly queryId: string }) => string;

export interface Answers {
  readonly values: readonly Html[];
  readonly tables: readonly Html[];
  readonly missing: readonly Html[];
  /** Ends the message when lines had to be left out: says how many, and where they are. */
  readonly leftOut: readonly Html[];
}

/**
 * Shares the room of a message among numbers, tables and what is missing.
 *
 * Half of it belongs to what is missing, a quarter each to numbers and tables; what one of them does not need goes to
 * the others.
 *
 * @param room - UTF-16 units after parsing, line breaks included; a few hundred at least.
 */
export function layOutAnswers(content: ReportContent, nameOf: NameOf, room: number): Answers {
  const all = shareRoom(content, nameOf, room);
  if (leftOutCountOf(all) === 0) return { ...linesOf(all), leftOut: [] };
  const fitted = shareRoom(content, nameOf, room - lengthOf(leftOutLine(maxLineCountOf(content))));
  return { ...linesOf(fitted), leftOut: [leftOutLine(leftOutCountOf(fitted))] };
}

type Parts = Readonly<Record<'values' | 'tables' | 'missing', FittedLines>>;

function shareRoom(content: ReportContent, nameOf: NameOf, room: number): Parts {
  const { tables: allTables = [] } = content;
  const valueLines = content.values.map((item) => html`${nameOf(item)}: <b>${formatNumber(item.value)}</b>`);
  const valuesLength = totalLengthOf(valueLines);
  const tablesLength = totalLengthOf(allTables.flatMap((table) => tableLines(table, nameOf(table), maxTableRows)));

  const missing = renderMissing(content, nameOf, room - Math.min(valuesLength + tablesLength, Math.floor(room / 2)));
  const left = room - totalLengthOf(missing.lines);
  const tables = renderTables(allTables, nameOf, left - Math.min(valuesLength, Math.floor(left / 2)));
  const values = fitLines(
    valueLines,
    left - totalLengthOf(tables.lines),
    (keptCount) => html`and ${valueLines.length - keptCount} more questions`,
  );
  return { values, tables, missing };
}

function leftOutLine(count: number): Html {
  const lines = count === 1 ? '1 line' : `${count} lines`;
  return html`<i>${lines} left out, a message holds no more. The table of runs has them.</i>`;
}

/** No count of lines left out has more digits than this one. */
const maxLineCountOf = ({ values, tables = [], missing }: ReportContent): number =>
  values.length + tables.length * (maxTableRows + 2) + missing.length;

const leftOutCountOf = ({ values, tables, missing }: Parts): number =>
  values.leftOutCount + tables.leftOutCount + missing.leftOutCount;

const linesOf = ({ values, tables, missing }: Parts): Omit<Answers, 'leftOut'> => ({
  values: values.lines,
  tables: tables.lines,
  missing: missing.lines,
});
