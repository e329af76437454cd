import { type ResultField } from '../../../engine/src/execution/query-options';

/** A result with a place for every cell: `undefined` where a row has no value. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/**
 * Puts the cells of a result into columns.
 *
 * @param rows - As `runQuery` gives them.
 * @param columns - Those of the plan, which may all be missing from the rows. Others that a row has follow them, but for
 * `@ptr`: no other query takes it.
 */
export function tabulate(rows: readonly (readonly ResultField[])[], columns: readonly string[]): ResultTable {
  const places = new Map(columns.map((name, index) => [name, index]));
  for (const row of rows) {
    for (const { field } of row) if (field !== '@ptr' && !places.has(field)) places.set(field, places.size);
  }
  return {
    columns: [...places.keys()],
    rows: rows.map((row) => {
      const cells = new Array<string | undefined>(places.size).fill(undefined);
      for (const { field, value } of row) {
        const place = places.get(field);
        if (place !== undefined) cells[place] = value;
      }
      return cells;
    }),
  };
}

/** A number as JSON writes it. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Longer texts are no numbers that people would look at, and the work on each is bounded. */
const mostLength = 400;

/** @returns For every column whether all its values are numbers, and it has any. */
export const numericColumns = (table: ResultTable): readonly boolean[] => columnsOf(table, isNumber);

/**
 * Tells which columns a program may read as numbers. What has more digits than a double keeps is a name, such as a trace
 * id, and then all the values of its column are.
 *
 * @returns For every column whether all its values come out of a double as they went in, and it has any.
 */
export const exactNumberColumns = (table: ResultTable): readonly boolean[] => columnsOf(table, isExactNumber);

const columnsOf = ({ columns, rows }: ResultTable, isWanted: (text: string) => boolean): readonly boolean[] =>
  columns.map((_, place) => {
    let hasValue = false;
    for (const row of rows) {
      const value = row[place];
      if (value === undefined) continue;
      if (!isWanted(value)) return false;
      hasValue = true;
    }
    return hasValue;
  });

const isNumber = (text: string): boolean =>
  text.length <= mostLength && jsonNumber.test(text) && Number.isFinite(Number(text));

const isExactNumber = (text: string): boolean =>
  isNumber(text) && significantDigits(text) === significantDigits(String(Number(text)));

/** @returns The digits without the zeros that only say how large the number is. */
const significantDigits = (number: string): string =>
  number
    .replace(/[eE].*|[^\d]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
