import { type AnswerColumn, type AnswerSeries, type QuestionAnswer } from '@pulso/local/console-api';
import { type ParsedQuery, type QueryResult } from '@pulso/logs-insights';

/** The page gets no more rows than this. */
export const mostRows = 2_000;

/** Longer cells are cut, UTF-16 units. */
const longestCell = 4_000;

const timeColumns: readonly string[] = ['@timestamp', '@ingestionTime'];

/**
 * Brings the result of a query into the form of a table.
 *
 * @param result - Of at most one row more than the page gets.
 */
export function shapeAnswer(
  { plan }: ParsedQuery,
  { rows: found }: QueryResult,
): Pick<QuestionAnswer, 'columns' | 'rows' | 'isCut' | 'series'> {
  const names = plan.columns.filter((name) => name !== '@ptr');
  const rows = found.slice(0, mostRows).map((cells) => {
    const values = new Map(cells.map(({ field, value }) => [field, value]));
    return names.map((name) => values.get(name) ?? null);
  });
  const { bin, by } = groupsOf(plan);
  const columns = names.map((name, index): AnswerColumn => {
    const isTime = name === bin || timeColumns.includes(name);
    return { name, kind: isTime ? 'time' : kindOf(rows.map((row) => row[index] ?? null)) };
  });
  const series = seriesOf(columns, bin, by);
  return {
    columns,
    rows: rows.map((row) => row.map((cell) => cell && cell.slice(0, longestCell))),
    isCut: found.length > mostRows || rows.some((row) => row.some((cell) => (cell?.length ?? 0) > longestCell)),
    ...(series && { series }),
  };
}

/** By what the last `stats` groups. */
function groupsOf({ stages, columns }: ParsedQuery['plan']): { readonly bin?: string; readonly by: readonly string[] } {
  const groups = stages.findLast(({ grouping }) => grouping)?.grouping?.groups ?? [];
  const shown = groups.filter(({ name }) => columns.includes(name));
  const bin = shown.find(({ expression }) => expression.type === 'time-bucket')?.name;
  return { ...(bin !== undefined && { bin }), by: shown.map(({ name }) => name).filter((name) => name !== bin) };
}

function seriesOf(
  columns: readonly AnswerColumn[],
  bin: string | undefined,
  by: readonly string[],
): AnswerSeries | undefined {
  const values = columns.filter(({ name, kind }) => kind === 'number' && !by.includes(name)).map(({ name }) => name);
  return bin === undefined || values.length === 0 ? undefined : { bin, by, values };
}

function kindOf(cells: readonly (string | null)[]): AnswerColumn['kind'] {
  const present = cells.filter((cell) => cell !== null);
  return present.length > 0 && present.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
    ? 'number'
    : 'text';
}
