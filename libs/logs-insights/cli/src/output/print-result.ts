import { type QueryResult } from '../../../engine/src/execution/query-options';
import { type ParsedQuery } from '../../../engine/src/parser/parse-query';
import { counted, formatCount } from '../../../engine/src/terminal-text';
import { type CommandEnvironment, lineWidth } from '../command-environment';
import { type CommandOptions } from '../parse-arguments';
import { renderCsv, renderJson, renderNdjson } from './render-rows';
import { renderTable } from './render-table';
import { type ResultTable, tabulate } from './result-table';
import { writeAll } from './write-all';

/**
 * Prints a result on standard output.
 *
 * @throws {ClosedPipeError} The reader has gone.
 */
export async function printResult(
  { rows, statistics }: QueryResult,
  { plan }: ParsedQuery,
  { format }: Pick<CommandOptions, 'format'>,
  { stdout }: Pick<CommandEnvironment, 'stdout'>,
): Promise<void> {
  // GetQueryResults adds a pointer, which no other query takes.
  const isPointerAskedFor = plan.fieldReferences.some(({ name }) => name === '@ptr');
  const columns = isPointerAskedFor ? plan.columns : plan.columns.filter((name) => name !== '@ptr');
  const table = tabulate(rows, columns);
  await writeAll(stdout, renderRows(table, format, stdout.isTTY ? lineWidth(stdout) : undefined));
  if (format !== 'table') return;
  const { recordsMatched, recordsScanned } = statistics;
  const matched = `${formatCount(recordsMatched)} of ${counted(recordsScanned, 'event')} matched`;
  await writeAll(stdout, [`${rows.length > 0 ? '\n' : ''}${counted(rows.length, 'row')} · ${matched}\n`]);
}

/** @param width - Cells of the terminal's line; undefined when the output is no terminal. */
function renderRows(table: ResultTable, format: CommandOptions['format'], width: number | undefined): Iterable<string> {
  switch (format) {
    case 'table':
      return renderTable(table, width);
    case 'json':
      return renderJson(table);
    case 'ndjson':
      return renderNdjson(table);
    case 'csv':
      return renderCsv(table, { isTerminal: width !== undefined });
    default:
      return format satisfies never;
  }
}
