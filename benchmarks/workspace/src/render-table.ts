/** What something costs, in CPU seconds. */
export interface Figure {
  readonly what: string;
  readonly seconds: number;
  /** On two cores, before anything was done about it; undefined: not measured. */
  readonly beforeSeconds?: number;
  readonly targetSeconds: number;
}

/** Writes figures as a table in Markdown. */
export function renderTable(figures: readonly Figure[]): string {
  const titles = ['CPU seconds', 'now', 'target', 'before', ''];
  const rows = figures.map(({ what, seconds, targetSeconds, beforeSeconds }) => [
    what,
    seconds.toFixed(1),
    String(targetSeconds),
    beforeSeconds === undefined ? '-' : String(beforeSeconds),
    seconds <= targetSeconds ? '' : `${(seconds / targetSeconds).toFixed(1)} times the target`,
  ]);
  const widths = titles.map((title, index) => Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (isNumber(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, index) => (isNumber(index) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(titles), line(rule), ...rows.map(line)].join('\n');
}

const isNumber = (column: number): boolean => column >= 1 && column <= 3;
