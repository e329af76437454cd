import { lineFieldNames } from '../../../engine/src/discovery/line-formats';

/** Watches messages for the names of fields, to tell those that were misspelt. */
export class FieldSightings {
  readonly #sought: Map<string, string>;

  /** @param names - Of fields; those that don't stand in messages by name are left out. */
  constructor(names: Iterable<string>) {
    this.#sought = new Map([...names].filter(standsByName).map((name) => [name, keyOf(name)]));
  }

  /** The fields that no event has. */
  get unseen(): readonly string[] {
    return [...this.#sought.keys()];
  }

  look(message: string): void {
    for (const [name, key] of this.#sought) if (message.includes(key)) this.#sought.delete(name);
  }
}

/** The last key of a flattened name, as JSON has it; names of keys with an `@` have one more. */
const keyOf = (name: string): string => JSON.stringify(name.slice(name.lastIndexOf('.') + 1).replace(/^@@/, '@'));

/** The system's fields, places in arrays and the columns of lines without JSON do not. */
const standsByName = (name: string): boolean =>
  !/^@(?!@)/.test(name) && !/\.\d+$/.test(name) && !lineFieldNames.includes(name);
