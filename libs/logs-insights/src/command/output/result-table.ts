import { type ResultField } from '../../engine/query-options';

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

/** Longer numbers than doubles hold exactly are names, such as trace ids. */
const mostDigits = 15;

/** @returns For every column whether all its values are numbers, and it has any. */
export function numericColumns({ columns, rows }: ResultTable): readonly boolean[] {
  return columns.map((_, place) => {
    let hasValue = false;
    for (const row of rows) {
      const value = row[place];
      if (value === undefined) continue;
      if (!isExactNumber(value)) return false;
      hasValue = true;
    }
    return hasValue;
  });
}

const isExactNumber = (text: string): boolean =>
  text.length <= 2 * mostDigits &&
  jsonNumber.test(text) &&
  text.replace(/[eE].*|\D/g, '').length <= mostDigits &&
  Number.isFinite(Number(text));
