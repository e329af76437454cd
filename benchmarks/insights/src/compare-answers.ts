/** Half of the last decimal that Logs Insights shows, and what adding doubles in another order may change. */
const tolerance = 0.000_051;

/** @returns Whether two texts hold the same rows in any order, as JSON lists of lists; numbers may be written as texts. */
export function areSameRows(left: string, right: string): boolean {
  const [rows, others] = [sortedRows(left), sortedRows(right)];
  return rows.length === others.length && rows.every((row, index) => isSameRow(row, others[index] ?? []));
}

const sortedRows = (text: string): readonly (readonly unknown[])[] => {
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) throw new TypeError(`No rows: ${text}`);
  return rows.toSorted(([left], [right]) => (String(left) < String(right) ? -1 : 1));
};

const isSameRow = (row: readonly unknown[], other: readonly unknown[]): boolean =>
  row.length === other.length && row.every((cell, index) => isSameCell(cell, other[index]));

const isSameCell = (cell: unknown, other: unknown): boolean =>
  String(cell) === String(other) || Math.abs(Number(cell) - Number(other)) <= tolerance;
