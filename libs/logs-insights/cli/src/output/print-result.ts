import { type QueryResult } from '../../../engine/src/execution/query-options';
import { type ParsedQuery } from '../../../engine/src/parser/parse-query';
import { type CommandEnvironment } from '../command-environment';
import { type CommandOptions } from '../command-options';
import { type BinGrouping } from './bin-grouping';
import { assumedWidth } from './line-width';
import { renderChart } from './render-chart';
import { renderCsv } from './render-csv';
import { renderJson, renderNdjson } from './render-json';
import { renderTable } from './render-table';
import { type ResultTable, tabulate } from './result-table';
import { rowCountLine } from './row-count-line';
import { shownColumns } from './shown-columns';
import { type Style, createStyle, hasColors } from './style';
import { writeAll } from './write-all';

/** What a result is the answer to, and where it goes. */
export interface ResultLayout {
  readonly options: Pick<CommandOptions, 'format' | 'color'>;
  readonly query: ParsedQuery;
  /** Given, a chart is drawn. */
  readonly grouping: BinGrouping | undefined;
  /** Cells of the terminal's line; undefined when the output is no terminal. */
  readonly width: number | undefined;
  /** Prints a message. */
  readonly say: (text: string) => void;
}

/**
 * Prints a result on standard output.
 *
 * @throws {UsageError} It can't be drawn.
 * @throws {ClosedPipeError} The reader has gone.
 */
export async function printResult(
  result: QueryResult,
  { options, query, grouping, width, say }: ResultLayout,
  { stdout, variables }: Pick<CommandEnvironment, 'stdout' | 'variables'>,
): Promise<void> {
  const table = tabulate(result.rows, shownColumns(query));
  const style = createStyle(hasColors(options.color, stdout, variables));
  const rows = grouping
    ? renderChart(table, grouping, { width: width ?? assumedWidth(variables), style, say })
    : renderRows(table, options, { width, style });
  await writeAll(stdout, rows);
  if (!grouping && options.format !== 'table') return;
  const space = table.rows.length > 0 ? '\n' : '';
  await writeAll(stdout, [`${space}${style.dim(rowCountLine(table.rows.length, result.statistics))}\n`]);
}

function renderRows(
  table: ResultTable,
  { format }: Pick<CommandOptions, 'format'>,
  layout: { readonly width: number | undefined; readonly style: Style },
): Iterable<string> {
  switch (format) {
    case 'table':
      return renderTable(table, layout);
    case 'json':
      return renderJson(table);
    case 'ndjson':
      return renderNdjson(table);
    case 'csv':
      return renderCsv(table, { isTerminal: layout.width !== undefined });
    default:
      return format satisfies never;
  }
}
