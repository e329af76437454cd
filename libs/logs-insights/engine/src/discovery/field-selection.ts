import { lambdaFieldNames } from './lambda-fields';
import { lineFieldNames } from './line-formats';

/** The fields that a query reads, so that discovery makes nothing of all the others. */
export class FieldSelection {
  readonly #names: ReadonlySet<string>;
  readonly #prefixes = new Set<string>();
  /** Whether any of them can be in a JSON document. */
  readonly hasKeys: boolean;
  /** Whether any of them is one that Lambda's own lines have. */
  readonly hasLambdaFields: boolean;
  /** Whether any of them is one that other lines without JSON can have. */
  readonly hasLineFields: boolean;

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    this.hasKeys = [...this.#names].some((name) => !name.startsWith('@') || name.startsWith('@@'));
    this.hasLambdaFields = lambdaFieldNames.some((name) => this.#names.has(name));
    this.hasLineFields = lineFieldNames.some((name) => this.#names.has(name));
    for (const name of this.#names) {
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        this.#prefixes.add(name.slice(0, dot + 1));
      }
    }
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** @returns Whether a selected name starts with `prefix`, which ends in a dot. */
  reachesInto(prefix: string): boolean {
    return this.#prefixes.has(prefix);
  }
}
