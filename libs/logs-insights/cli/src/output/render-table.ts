import { cutToWidth, displayWidth } from '../../../engine/src/terminal-text/display-width';
import { escapeControls } from '../../../engine/src/terminal-text/escape-controls';
import { type ColumnNeed, shareWidth } from './column-widths';
import { renderRecords } from './render-records';
import { type ResultTable, numericColumns } from './result-table';
import { shownCell } from './shown-cell';
import { type Style } from './style';

export interface TableLayout {
  /** Cells of the terminal's line; undefined where there is none, so that nothing is cut. */
  readonly width: number | undefined;
  readonly style: Style;
}

const gap = '  ';

/** Where nothing is cut, cells that are wider push the rest of their row to the right, and not that of all rows. */
const mostPadding = 100;

const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/**
 * Draws rows as a table for people: numbers to the right, everything else to the left. On a terminal it is as wide as
 * that: long texts are cut and end in `…`, numbers and times are not; where the columns don't fit side by side, every row
 * becomes a block of lines.
 */
export function* renderTable(table: ResultTable, { width, style }: TableLayout): Generator<string> {
  if (table.columns.length === 0 || table.rows.length === 0) return;
  const isCut = width !== undefined;
  const names = table.columns.map((name) => escapeControls(name));
  const isNumeric = numericColumns(table);
  const rows = table.rows.map((row) => row.map((value) => shownCell(value, isCut)));
  const needs = columnNeeds(names, rows, isNumeric, width ?? mostPadding);
  const widths = isCut ? shareWidth(needs, width - gap.length * (names.length - 1)) : needs.map(({ widest }) => widest);
  if (!widths) return yield* renderRecords(names, rows, { width: width ?? mostPadding, style });
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, place) => fit(cell, widths[place] ?? 0, isNumeric[place] ?? false, isCut))
      .join(gap)
      .trimEnd();
  yield `${style.bold(line(names))}\n`;
  yield `${style.dim(widths.map((cells) => '─'.repeat(cells)).join(gap))}\n`;
  for (const row of rows) yield `${line(row)}\n`;
}

function columnNeeds(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  isNumeric: readonly boolean[],
  atMost: number,
): readonly ColumnNeed[] {
  return names.map((name, place) => {
    let widest = displayWidth(name, atMost);
    let isRigid = isNumeric[place] ?? false;
    for (const row of rows) {
      const cell = row[place] ?? '';
      widest = Math.max(widest, displayWidth(cell, atMost));
      if (instant.test(cell)) isRigid = true;
    }
    return { widest: Math.min(widest, atMost), isRigid };
  });
}

function fit(cell: string, width: number, isRight: boolean, isCut: boolean): string {
  const text = isCut ? cutToWidth(cell, width) : cell;
  const padding = ' '.repeat(Math.max(0, width - displayWidth(text, width)));
  return isRight ? padding + text : text + padding;
}
