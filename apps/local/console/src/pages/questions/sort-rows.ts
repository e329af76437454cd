import type { AnswerColumn, QuestionAnswer } from '@pulso/console-api';

export interface SortedBy {
  /** Its place. */
  readonly column: number;
  readonly isDescending: boolean;
}

/** @returns The rows by one column, numbers by their size, cells without a value last; as they came without a column. */
export function sortRows(
  columns: readonly AnswerColumn[],
  rows: QuestionAnswer['rows'],
  sortedBy: SortedBy | undefined,
): QuestionAnswer['rows'] {
  if (!sortedBy) return rows;
  const { column, isDescending } = sortedBy;
  const isNumber = columns[column]?.kind === 'number';
  const compare = (left: string, right: string): number =>
    isNumber ? Number(left) - Number(right) : left < right ? -1 : Number(left > right);
  return rows.toSorted((one, other) => {
    const [left, right] = [one[column] ?? null, other[column] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return isDescending ? compare(right, left) : compare(left, right);
  });
}
