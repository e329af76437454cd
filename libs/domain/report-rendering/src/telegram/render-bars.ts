import { type Html, html, inertText } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { leftToRightMarkAfter } from '../left-to-right-mark';
import { type CellView, type TableView, restInWords, unshownInWords, withFirstRows } from '../view/table-view';

/** Characters of the longest bar: with a number and a name they stand in a line of a phone. */
const barLength = 10;

/** A month of days has room, and a day of hours. */
const maxRows = 31;

/** Gives a line for each row of a table, its bar first, so that bars begin below each other. */
export function barLines(table: TableView, texts: ReportTexts): Html[] {
  const first = withFirstRows(table, maxRows);
  const { rows, restCount } = first;
  if (rows.length === 0) return [html`${unshownInWords(restCount, texts)}`];
  const largest = Math.max(...rows.map(valueOf));
  const lines = rows.map((row) => {
    const [name, count] = [row[0], row.at(-1)];
    return html`<code>${barOf(valueOf(row), largest)}</code> ${count?.text ?? ''} ${nameHtml(name)}`;
  });
  return [...lines, ...(restCount > 0 ? [html`${restInWords(first, texts)}`] : [])];
}

const valueOf = (row: readonly CellView[]): number => row.at(-1)?.value ?? 0;

/** What is there at all has a bar. */
function barOf(value: number, largest: number): string {
  const length = largest > 0 ? Math.round((value / largest) * barLength) : 0;
  return '▇'.repeat(value > 0 ? Math.max(length, 1) : 0).padEnd(barLength, '\u2007');
}

/** Nothing of what people or logs wrote is clickable in `<code>`. */
function nameHtml(cell: CellView | undefined): Html {
  const text = cell?.text ?? '';
  return cell?.kind === 'data' ? html`<code>${text}</code>${leftToRightMarkAfter(text)}` : html`${inertText(text)}`;
}
