import { marksOfLinesWith } from '../../../engine/src/discovery/line-formats';
import { keyRequirement } from '../../../engine/src/scan/line-requirements';

/** A field that no event has been seen to have. */
interface SoughtField {
  readonly name: string;
  /** The last key of its name. */
  readonly key: string;
  /** The key as JSON has it, by itself and in a text; and what lines without JSON have that have the field. */
  readonly forms: readonly string[];
}

/**
 * Watches the bytes of inputs for the names of fields, to tell those that were misspelt. A name that was found as a
 * key is not looked for any more; one that never does is looked for ten times as fast as events are read.
 */
export class FieldSightings {
  #sought: readonly SoughtField[];
  /** The end of what came before, since a name may be cut in two. */
  #tail = Buffer.alloc(0);
  readonly #tailLength: number;

  /** @param names - Of fields; those that start with `@` and places in arrays don't stand in the bytes and are left out. */
  constructor(names: Iterable<string>) {
    this.#sought = [...new Set(names)].flatMap((name) => {
      const key = keyRequirement(name)?.slice(0, -keyEnd.length);
      if (key === undefined) return [];
      return [{ name, key, forms: [`"${key}"`, `"${key}${keyEnd}`, ...marksOfLinesWith(name)] }];
    });
    this.#tailLength = Math.max(0, ...this.#sought.flatMap(({ forms }) => forms.map(({ length }) => length)));
  }

  /** The fields that no event has. */
  get unseen(): readonly string[] {
    return this.#sought.map(({ name }) => name);
  }

  /** @param bytes - The next ones; no reference to them is kept. */
  look(bytes: Buffer): void {
    if (this.#sought.length === 0) return;
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, this.#tailLength)]);
    this.#sought = this.#sought.filter((field) => !standsIn(field, bytes) && !standsIn(field, seam));
    this.#tail = Buffer.from((bytes.length < this.#tailLength ? seam : bytes).subarray(-this.#tailLength));
  }
}

/** A line of an export is JSON in JSON, so that the quote at the end of a key has a backslash. */
const keyEnd = '\\"';

/** A search for a quote stops at every one of them; that for the key alone mostly finds nothing, and at once. */
const standsIn = ({ key, forms }: SoughtField, bytes: Buffer): boolean =>
  (forms.length > 2 || bytes.includes(key)) && forms.some((form) => bytes.includes(form));
