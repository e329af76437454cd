/** A cell of a Markdown table; numbers come as texts. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** Writes a table in Markdown, its columns aligned for those who read it as it is. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const safeRows = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columns.map(({ title }, index) =>
    Math.max(3, title.length, ...safeRows.map((row) => row[index]?.length ?? 0)),
  );
  const pad = (text: string, index: number): string =>
    columns[index]?.isNumber ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(' | ')} |`;
  const rule = columns.map(({ isNumber }, index) =>
    isNumber ? `${'-'.repeat((widths[index] ?? 0) - 1)}:` : '-'.repeat(widths[index] ?? 0),
  );
  return [line(columns.map(({ title }) => title)), line(rule), ...safeRows.map(line)].join('\n');
}
