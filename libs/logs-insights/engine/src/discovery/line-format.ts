import { type Value } from '../values/value';

/** A line of one shape whose columns are fields. */
export interface LineFormat {
  readonly names: readonly string[];
  /** @returns All fields as texts; undefined for a line of another shape. */
  read(line: string): ReadonlyMap<string, Value> | undefined;
}

/** What stands in a column that has no value; the field is missing then (unverified). */
const noValue = '-';

/** @param columns - In their order, with a space between them: the field's name and what can stand there. */
export function lineFormat(columns: readonly (readonly [name: string, shape: RegExp])[]): LineFormat {
  const names = columns.map(([name]) => name);
  const line = new RegExp(`^${columns.map(([, { source }]) => `(${source})`).join(' ')}\\s*$`);
  return {
    names,
    read: (text) => {
      const cells = line.exec(text);
      if (!cells) return undefined;
      const found = names.map((name, index) => [name, cells[index + 1]] as const);
      return new Map(found.filter(([, cell]) => cell !== noValue));
    },
  };
}
