import { cutToWidth, displayWidth, escapeControls } from '../../../engine/src/terminal-text';
import { type ResultTable, numericColumns } from './result-table';

const gap = '  ';
/** Where nothing is cut, cells that are wider push the rest of their row to the right, and not that of all rows. */
const mostPadding = 100;
/** Longer cells can't be shown as a whole on any terminal; cut here, they cost nothing more. */
const mostShown = 10_000;
const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/**
 * Draws rows as a table for people: numbers to the right, everything else to the left. On a terminal it is as wide as
 * that, unless there are too many columns: long texts are cut and end in `…`, numbers and times are not.
 *
 * @param width - Cells of the terminal's line; undefined where there is none, so that nothing is cut.
 */
export function* renderTable(table: ResultTable, width: number | undefined): Generator<string> {
  if (table.columns.length === 0 || table.rows.length === 0) return;
  const isCut = width !== undefined;
  const atMost = width ?? mostPadding;
  const names = table.columns.map((name) => escapeControls(name));
  const isNumeric = numericColumns(table);
  const rows = table.rows.map((row) => row.map((value) => shownCell(value, isCut)));
  const needs = names.map((name, place) => {
    const cells = rows.map((row) => row[place] ?? '');
    const widest = cells.reduce((most, cell) => Math.max(most, displayWidth(cell, atMost)), displayWidth(name, atMost));
    const isRigid = isNumeric[place] || cells.some((cell) => instant.test(cell));
    return { widest: Math.min(widest, atMost), isRigid };
  });
  const widths = isCut ? shareWidth(needs, width - gap.length * (names.length - 1)) : needs.map(({ widest }) => widest);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, place) => fit(cell, widths[place] ?? 0, isNumeric[place] ?? false, isCut))
      .join(gap)
      .trimEnd();
  yield `${line(names)}\n`;
  yield `${widths.map((cells) => '─'.repeat(cells)).join(gap)}\n`;
  for (const row of rows) yield `${line(row)}\n`;
}

/** White space at the end, such as Lambda's line ends, is dropped, and what a terminal would obey is escaped. */
function shownCell(value: string | undefined, isCut: boolean): string {
  if (value === undefined) return '';
  return escapeControls((isCut ? value.slice(0, mostShown) : value).trimEnd());
}

function fit(cell: string, width: number, isRight: boolean, isCut: boolean): string {
  const text = isCut ? cutToWidth(cell, width) : cell;
  const padding = ' '.repeat(Math.max(0, width - displayWidth(text, width)));
  return isRight ? padding + text : text + padding;
}

/** What is known of a column before its width is chosen; widths in cells of the terminal. */
interface ColumnNeed {
  /** That of its widest cell, the name included. */
  readonly widest: number;
  /** Whether its cells mean something else when they are cut, as numbers and times do. */
  readonly isRigid: boolean;
}

/** Narrower columns than this show nothing of use: where there are too many, lines become longer than the terminal's. */
const leastWidth = 10;

/**
 * Shares a terminal's line among the columns: those that need little get it, the others get equal shares of the rest.
 *
 * @param available - Without the gaps between columns.
 */
function shareWidth(needs: readonly ColumnNeed[], available: number): readonly number[] {
  const flexible = needs.filter(({ isRigid }) => !isRigid).map(({ widest }) => widest);
  flexible.sort((left, right) => left - right);
  let left = available - needs.reduce((sum, { widest, isRigid }) => sum + (isRigid ? widest : 0), 0);
  let share = Infinity;
  for (const [index, widest] of flexible.entries()) {
    share = Math.max(leastWidth, Math.floor(left / (flexible.length - index)));
    if (widest > share) break;
    left -= widest;
    share = Infinity;
  }
  return needs.map(({ widest, isRigid }) => (isRigid ? widest : Math.min(widest, share)));
}
