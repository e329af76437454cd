/** Rows of cells, as a contender gives them: numbers may be written as texts. */
export type Answer = readonly (readonly Cell[])[];

type Cell = string | number | boolean | null;

/** Half of the last decimal that Logs Insights shows, and what adding doubles in another order may change. */
const tolerance = 0.000_051;

/**
 * Compares what two contenders answered: the same rows in any order, numbers as far as Logs Insights shows them.
 *
 * @returns What differs first, in words; undefined when nothing does.
 */
export function differenceOf(answer: Answer, expected: Answer): string | undefined {
  if (answer.length !== expected.length) return `${answer.length} rows instead of ${expected.length}`;
  const expectedRows = expected.toSorted(byFirstCell);
  const different = answer.toSorted(byFirstCell).findIndex((row, index) => !isSameRow(row, expectedRows[index] ?? []));
  if (different < 0) return undefined;
  return `${JSON.stringify(answer.toSorted(byFirstCell)[different])} instead of ${JSON.stringify(expectedRows[different])}`;
}

const byFirstCell = ([left]: readonly Cell[], [right]: readonly Cell[]): number =>
  String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;

const isSameRow = (row: readonly Cell[], expected: readonly Cell[]): boolean =>
  row.length === expected.length && row.every((cell, index) => isSameCell(cell, expected[index] ?? null));

function isSameCell(cell: Cell, expected: Cell): boolean {
  const [number, expectedNumber] = [numberOf(cell), numberOf(expected)];
  return number === undefined || expectedNumber === undefined
    ? cell === expected
    : Math.abs(number - expectedNumber) <= tolerance;
}

function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
}

/**
 * Reads what a process printed.
 *
 * @throws {TypeError} It is not a list of lists of cells.
 */
export function parseAnswer(text: string): Answer {
  const value: unknown = JSON.parse(text);
  if (isAnswer(value)) return value;
  throw new TypeError(`An answer must be a JSON list of lists, got ${text.slice(0, 100)}`);
}

const isAnswer = (value: unknown): value is Answer =>
  Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isCell));

const isCell = (value: unknown): value is Cell => value === null || typeof value !== 'object';
